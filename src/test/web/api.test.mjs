import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {hub} from './browser.mjs';
import * as api from '../../../web/engine/api.mjs';
import {problemText} from '../../../web/ui/problem-text.mjs';
import {STATION_FILES, typeOf} from '../../../web/subject/station/file-type.mjs';
import nl from '../../../web/i18n/nl.mjs';

describe('what the page asks the hub', () => {
  it('is asked in the reader’s language', async () => {
    const asked = hub(() => [200, {seq: 1}]);
    assert.deepEqual(await api.picture(), {seq: 1});
    assert.deepEqual(
      [asked[0].method, asked[0].path, asked[0].headers['Accept-Language'], asked[0].headers['Idempotency-Key']],
      ['GET', '/picture', 'nl', undefined]
    );
  });
  it('says of which moment, where that is asked', async () => {
    const asked = hub(() => [200, {items: []}]);
    await api.picture('2027-03-17T12:00:00.000Z');
    await api.factsOf('n 1', 7);
    await api.factsOf('n1', 0);
    await api.reports({state: 'new', municipality: undefined, after: ''});
    assert.deepEqual(
      asked.map(a => a.path),
      [
        '/picture?at=2027-03-17T12%3A00%3A00.000Z',
        '/narratives/n%201/facts?at=7',
        '/narratives/n1/facts?at=0',
        '/reports?state=new'
      ]
    );
  });
  it('has a key of its own for each act, so that what is sent twice has effect once', async () => {
    const asked = hub(() => [201, {}]);
    const acts = [
      () => api.submitReport({}),
      () => api.escalate({}),
      () => api.dismissReport('r', 'x'),
      () => api.openIncident({}),
      () => api.amendIncident('i', {}),
      () => api.acknowledge('e'),
      () => api.resolve('e', 'x'),
      () => api.submitNarrative({}),
      () => api.proposeResponse('n', {}),
      () => api.actOnResponse('x', 'approvals', {seq: 3}),
      () => api.proposeLimit('GM0363', {}),
      () => api.decideResumption('GM0363-1', {})
    ];
    for (const act of acts) await act();
    assert.equal(new Set(asked.map(a => a.headers['Idempotency-Key'])).size, acts.length);
    assert.ok(asked.every(a => a.headers['Idempotency-Key'] && a.headers['Content-Type'] === 'application/json'));
  });
  it('sends no note that nobody wrote', async () => {
    const asked = hub(() => [201, {}]);
    await api.acknowledge('e');
    await api.acknowledge('e', 'we gaan');
    await api.handOverDuty('mayor', 'GM0363', 'x');
    assert.deepEqual(
      asked.map(a => a.body),
      [{}, {note: 'we gaan'}, {to: 'x'}]
    );
  });
  it('sends a file as it is', async () => {
    const asked = hub(() => [200, {}]);
    const file = {type: 'text/csv'};
    await api.previewImport(file, 'text/csv', '2027-03-17');
    assert.deepEqual(
      [asked[0].path, asked[0].body, asked[0].headers['Content-Type']],
      ['/stations/imports?preview=true&date=2027-03-17', file, 'text/csv']
    );
  });
});

describe('a file of stations', () => {
  it('is known by its name, and a spreadsheet may be chosen', () => {
    assert.equal(typeOf('stembureaus.CSV'), 'text/csv');
    assert.equal(typeOf('a.b.xlsx'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    assert.equal(typeOf('invulformulier.ods'), 'application/vnd.oasis.opendocument.spreadsheet');
    assert.equal(typeOf('110b.eml.xml'), 'application/xml');
    assert.equal(typeOf('zonder'), 'application/xml');
    assert.match(STATION_FILES, /^\.csv,text\/csv,\.xlsx,.*\.ods,.*\.xml,application\/xml$/);
  });
});

describe('what goes wrong', () => {
  it('is a problem with the hub’s words and fields', async () => {
    hub(() => [400, {title: 'Bad', detail: 'The time is not a time.', errors: [{field: 'time'}], allowed: ['open']}]);
    await assert.rejects(
      api.picture(),
      p =>
        p instanceof api.Problem &&
        p.status === 400 &&
        p.message === 'The time is not a time.' &&
        p.errors[0].field === 'time' &&
        p.allowed[0] === 'open'
    );
  });
  it('without a connection has no status', async () => {
    hub(() => {
      throw new TypeError('fetch failed');
    });
    await assert.rejects(api.picture(), p => p.status === 0 && problemText(p) === nl['problem.offline']);
  });
  it('with an answer that is no JSON says its status', async () => {
    globalThis.fetch = async () => ({status: 502, ok: false, json: async () => JSON.parse('<html>')});
    await assert.rejects(api.picture(), p => p.status === 502 && p.message === '502' && p.errors.length === 0);
  });
  it('nothing, where there is nothing to say', async () => {
    hub(() => [204, undefined]);
    assert.equal(await api.logOut(), undefined);
  });
  it('is said in words of the reader, with the hub’s behind', () => {
    assert.equal(problemText({status: 409, message: 'x'}), nl['problem.409'].replace('{detail}', 'x'));
    assert.equal(problemText({status: 403, message: 'x'}), nl['problem.403'].replace('{detail}', 'x'));
    assert.equal(problemText({status: 500, message: 'x'}), nl['problem.any'].replace('{detail}', 'x'));
  });
  it('names a field as the page does, and as the hub does where the page has no word for it', () => {
    const problem = field => ({
      status: 400,
      message: `${field}: is te groot`,
      errors: [{field, message: 'is te groot'}]
    });
    assert.equal(problemText(problem('waitingMinutes')), 'Wachttijd: is te groot');
    assert.equal(problemText(problem('shifts/3/until')), 'Einde: is te groot');
    assert.equal(problemText(problem('shifts/3')), 'Diensten: is te groot');
    assert.equal(problemText(problem('Idempotency-Key')), 'Idempotency-Key: is te groot');
    assert.equal(
      problemText({status: 400, message: 'de inhoud is leeg', errors: [{field: '', message: 'x'}]}),
      'de inhoud is leeg'
    );
  });
});
