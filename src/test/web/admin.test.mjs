import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {app, hub, settle} from './browser.mjs';
import {byUrgency, shareOf, size, stateOf} from '../../../web/page/admin/amounts.mjs';
import {decidedFirst, valueOf} from '../../../web/page/admin/settings.mjs';
import {accountOf, errorsOf, termsOf} from '../../../web/page/admin/terms.mjs';
import '../../../web/page/admin/admin.mjs';

const form = fields => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};

describe('how near something is to its end', () => {
  for (const [name, used, most, state] of [
    ['screens', 0, 10_000, 'well'],
    ['screens', 7_999, 10_000, 'well'],
    ['screens', 8_000, 10_000, 'nearly'],
    ['screens', 9_500, 10_000, 'full'],
    ['disk', 12, 10, 'full'],
    ['memory', 85, 100, 'well'],
    ['memory', 91, 100, 'nearly'],
    ['memory', 0, 0, 'well']
  ])
    it(`is ${state} for ${used} of ${most} ${name}`, () => assert.equal(stateOf({name, used, most}), state));

  it('is never more than all of it', () => assert.equal(shareOf({used: 12, most: 10}), 1));

  it('comes first when it is nearest', () => {
    const bounds = [
      {name: 'a', used: 1, most: 10},
      {name: 'b', used: 8, most: 10},
      {name: 'c', used: 10, most: 10},
      {name: 'd', used: 0, most: 10}
    ];
    assert.deepEqual(
      byUrgency(bounds).map(b => b.name),
      ['c', 'b', 'a', 'd']
    );
  });

  for (const [bytes, text] of [
    [0, '0 B'],
    [999, '999 B'],
    [1_500, '1,5 kB'],
    [999_600, '1 MB'],
    [64 * 2 ** 30, '68,7 GB'],
    [5e15, '5.000 TB']
  ])
    it(`says ${bytes} bytes as ${text}`, () => assert.equal(size(bytes), text));
});

describe('what was typed about an account', () => {
  it('is sent as the hub takes it, without what was left empty', () =>
    assert.deepEqual(
      accountOf(
        form([
          ['name', ' h.jansen '],
          ['roles', 'mayor'],
          ['roles', 'municipality'],
          ['municipalities', 'gm0363, GM0344;GM0518  '],
          ['station', ''],
          ['clearance', 'AMBER'],
          ['organisation', ' '],
          ['password', '']
        ])
      ),
      {
        name: 'h.jansen',
        roles: ['mayor', 'municipality'],
        municipalities: ['GM0363', 'GM0344', 'GM0518'],
        clearance: 'AMBER'
      }
    ));

  it('keeps a password as it is, and never sends one with a change', () => {
    const typed = form([
      ['name', 'a'],
      ['password', ' met spaties '],
      ['station', 'GM0363-1']
    ]);
    assert.equal(accountOf(typed).password, ' met spaties ');
    assert.deepEqual(termsOf(typed), {roles: [], municipalities: [], clearance: 'GREEN', station: 'GM0363-1'});
  });

  it('is told what is wrong by the field that the form has', () =>
    assert.deepEqual(
      errorsOf({
        errors: [
          {field: 'roles/0', message: 'is geen rol'},
          {field: 'roles', message: 'is verplicht'},
          {field: 'password', message: 'heeft ten minste 12 tekens'}
        ]
      }),
      {roles: 'is geen rol; is verplicht', password: 'heeft ten minste 12 tekens'}
    ));
});

describe('the settings in force', () => {
  it('begin with what somebody decided', () =>
    assert.deepEqual(
      decidedFirst([
        {name: 'a', from: 'default'},
        {name: 'b', from: 'file'},
        {name: 'c', from: 'default'},
        {name: 'd', from: 'command-line'}
      ]).map(s => s.name),
      ['b', 'd', 'a', 'c']
    ));

  for (const [setting, told] of [
    [{value: '90', secret: false, set: true}, '90'],
    [{secret: false, set: false}, 'niet ingesteld'],
    [{secret: true, set: true}, 'ingesteld (geheim)'],
    [{secret: true, set: false}, 'niet ingesteld']
  ])
    it(`say ${told} of ${JSON.stringify(setting)}`, () => assert.equal(valueOf(setting), told));
});

describe('the dialog for an account', () => {
  let dialog;
  let answer;
  let asked;
  let done;
  const submit = fields => {
    globalThis.FormData = class extends FormData {
      constructor() {
        super();
        for (const [name, value] of fields) this.append(name, value);
      }
    };
    return dialog.submit({preventDefault() {}, target: {}});
  };
  const FormData = globalThis.FormData;

  beforeEach(() => {
    globalThis.FormData = FormData;
    asked = hub(request => answer(request));
    dialog = new elements['tz-account-form']();
    dialog.querySelector = () => ({showModal() {}, close: () => dialog.closed(), focus() {}});
    done = [];
    dialog.addEventListener('done', e => done.push(e.detail));
  });

  it('shows the password that the hub made, and forgets it when it is closed', async () => {
    answer = () => [201, {name: 'a', password: 'abcd-efgh-jkmn-pqrs'}];
    dialog.add();
    await settle();
    await submit([
      ['name', 'a'],
      ['roles', 'partner']
    ]);
    assert.deepEqual(done, [{act: 'add', name: 'a'}]);
    assert.match(String(dialog.render()), /abcd-efgh-jkmn-pqrs/);
    dialog.close();
    assert.doesNotMatch(String(dialog.render()), /abcd/);
  });

  it('stays open with what is wrong beside its field', async () => {
    answer = () => [400, {detail: 'x', errors: [{field: 'password', message: 'heeft ten minste 12 tekens'}]}];
    dialog.reset('a');
    await settle();
    await submit([['password', 'kort']]);
    assert.deepEqual(done, []);
    const shown = String(dialog.render());
    assert.match(shown, /Wachtwoord: heeft ten minste 12 tekens/);
    assert.match(shown, /role="alert"/);
  });

  it('says why not when it is about no field', async () => {
    answer = () => [409, {detail: 'dit is uw eigen account', code: 'own-account-roles'}];
    dialog.change({name: 'a', roles: ['admin'], municipalities: [], clearance: 'GREEN'});
    await settle();
    await submit([['roles', 'auditor']]);
    assert.deepEqual([asked[0].method, asked[0].path], ['PUT', '/accounts/a']);
    assert.match(String(dialog.render()), /Dit kan nu niet: dit is uw eigen account/);
  });

  it('asks the hub for a password when none was typed', async () => {
    answer = () => [201, {password: 'p'}];
    dialog.reset('a b');
    await settle();
    await submit([['password', '']]);
    assert.deepEqual([asked[0].path, asked[0].body], ['/accounts/a%20b/passwords', {}]);
  });
});

describe('the list of accounts', () => {
  const kept = name => ({name, roles: ['partner'], municipalities: [], clearance: 'GREEN', organisation: ''});
  let list;
  let asked;
  let answers;

  beforeEach(async () => {
    answers = {'/accounts?': {items: [kept('a')], next: 'a', total: 2, demoAccounts: false}};
    asked = hub(({path}) => {
      const [, said] = Object.entries(answers).find(([begin]) => path.startsWith(begin)) ?? [];
      return said ? [200, said] : [404, {}];
    });
    list = new elements['tz-admin-accounts']();
    list.app = app(undefined, {name: 'a', roles: ['admin'], municipalities: []});
    list.firstUpdated();
    await settle();
  });

  it('says how many there are, and which one is oneself', () => {
    const shown = String(list.render());
    assert.match(shown, /2 accounts/);
    assert.match(shown, /dit bent u/);
    assert.match(shown, /Toon meer/);
    assert.doesNotMatch(shown, /demo-accounts/);
  });

  it('goes on behind the last one', async () => {
    answers['/accounts?'] = {items: [kept('b')], total: 2, demoAccounts: false};
    await list.look('a');
    assert.match(asked.at(-1).path, /after=a/);
    const shown = String(list.render());
    assert.match(shown, /<strong>a<[^]*<strong>b</);
    assert.doesNotMatch(shown, /Toon meer/);
  });

  it('says where the accounts are that are not here', async () => {
    answers['/accounts?'] = {items: [], total: 0, demoAccounts: true, issuer: 'Rijkspas'};
    await list.look();
    const shown = String(list.render());
    assert.match(shown, /demo-accounts/);
    assert.match(shown, /inlogt met Rijkspas/);
  });

  it('does nothing before it was asked twice, and says why not', async () => {
    const done = [];
    const act = async name => {
      done.push(name);
      throw Object.assign(new Error('dit is uw eigen account'), {status: 409, errors: []});
    };
    globalThis.confirm = () => false;
    await list.sure('remove', 'a', act);
    assert.deepEqual(done, []);
    globalThis.confirm = () => true;
    await list.sure('remove', 'a', act);
    assert.deepEqual(done, ['a']);
    assert.match(String(list.render()), /role="alert">Dit kan nu niet: dit is uw eigen account/);
  });

  it('shows who changed an account, and what', async () => {
    answers['/accounts/a/changes'] = {
      items: [
        {at: '2027-03-17T09:00:00Z', by: 'beheer', change: 'changed', password: true, roles: ['partner']},
        {at: '2027-03-16T09:00:00Z', by: 'root', change: 'added', password: true, roles: ['mayor']}
      ]
    };
    await list.showChanges('a');
    assert.match(String(list.render()), /ander wachtwoord, beheer \(partner\)[^]*toegevoegd, root \(burgemeester\)/);
  });
});

describe('the page of who runs the hub', () => {
  it('has parts with an address, and begins with the nodes', () => {
    const admin = new elements['tz-admin']();
    admin.app = app(undefined, {name: 'a', roles: ['admin'], municipalities: []});
    assert.equal(admin.tab, 'nodes');
    admin.app.address.set({tab: 'storage'});
    assert.match(String(admin.render()), /<tz-admin-storage>/);
    admin.app.address.set({tab: 'reports'});
    assert.match(String(admin.render()), /<tz-admin-nodes>/);
  });
});
