import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {app} from './browser.mjs';
import {citable, draftFrom, factLine, factList, findingList} from '../../../web/subject/narrative/facts.mjs';
import {narrativeRow, placeOfNarrative} from '../../../web/subject/narrative/row.mjs';
import {spreadChart} from '../../../web/subject/narrative/spread.mjs';
import {situationItem} from '../../../web/ui/item-timeline.mjs';
import {Store} from '../../../web/engine/store.mjs';
import nl from '../../../web/i18n/nl.mjs';
import {AMSTERDAM, UTRECHT, narrative, person, response} from './things.mjs';

const words = template =>
  String(template)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const at = '2027-03-17T11:00:00Z';
const fact = (key, count, more = {}) => ({key, count, about: [], at, ...more});
const answer = (facts, restsOn = facts.map(f => f.key), standing = 'contradicted') => ({
  at,
  facts,
  findings: [{assertion: 'violence', standing, restsOn}]
});

describe('what public words may rest on', () => {
  const keys = (facts, restsOn) => citable(answer(facts, restsOn)).map(f => f.key);
  it('what the claim is about, and nothing else', () =>
    assert.deepEqual(keys([fact('violence-verified', 0), fact('access-verified', 2)], ['violence-verified']), [
      'violence-verified'
    ]));
  it('never that something was said and nobody verified it; that nobody said it, it may', () => {
    for (const key of ['violence-reported', 'access-reported', 'unrest-reported', 'count-reported']) {
      assert.deepEqual(keys([fact(key, 1)]), [], key);
      assert.deepEqual(keys([fact(key, 0)]), [key]);
    }
  });
  it('never what changes by the minute, nor how many are not open', () =>
    assert.deepEqual(
      keys([fact('last-confirmation'), fact('unconfirmed', 3), fact('waiting', 20), fact('not-open', 3)]),
      []
    ));
  it('how many are open, only when that is at least half of them', () => {
    assert.deepEqual(keys([fact('open', 0, {of: 9_900})]), []);
    assert.deepEqual(keys([fact('open', 49, {of: 100})]), []);
    assert.deepEqual(keys([fact('open', 50, {of: 100})], []), ['open']);
  });
});

describe('words of facts', () => {
  it('agree in number', () => {
    for (const key of ['open', 'violence-verified', 'violence-reported']) {
      const one = nl[`factline.${key}.one`];
      if (one) assert.equal(factLine(fact(key, 1, {of: 3})), one.replace('{count}', '1').replace('{of}', '3'));
      assert.equal(factLine(fact(key, 2, {of: 3})), nl[`factline.${key}`].replace('{count}', '2').replace('{of}', '3'));
    }
    assert.notEqual(factLine(fact('violence-verified', 1)), factLine(fact('violence-verified', 2)).replace('2', '1'));
  });
  it('a draft has the place, the time of the facts, and those that were chosen', () => {
    const a = answer([fact('open', 90, {of: 100}), fact('violence-verified', 0)]);
    const draft = draftFrom(narrative({about: {municipalities: [AMSTERDAM, UTRECHT]}}), a, ['open']);
    assert.match(draft.title, /Amsterdam, Utrecht/);
    assert.match(draft.text, /12:00/);
    assert.ok(draft.text.endsWith(`${factLine(a.facts[0])}.`));
    assert.ok(!draft.text.includes(factLine(a.facts[1])));
    assert.match(
      draftFrom(narrative({about: {municipalities: []}}), a, []).title,
      new RegExp(nl['narrative.everywhere'])
    );
  });
  it('name who said so and where it stands in the journal; an old one is marked', () => {
    const desk = app(new Store(), person('table-operator'));
    const shown = String(
      factList(
        desk,
        answer(
          [
            fact('open', 3, {of: 4, by: 'town', role: 'municipality', seq: 77}),
            fact('ballots-out', 0),
            fact('violence-verified', 1, {at: '2027-03-17T10:29:00Z'})
          ],
          []
        )
      )
    );
    assert.match(words(shown), /town.*nr 77/);
    assert.ok(!shown.includes(nl['factline.ballots-out']), 'a zero that the claim does not rest on is left out');
    assert.equal(shown.split('class=old').length, 2);
  });
  it('stand beside each part of the claim', () => {
    assert.match(
      words(findingList([{assertion: 'violence', standing: 'contradicted'}])),
      new RegExp(`✗ ${nl['assertion.violence']}: ${nl['standing.contradicted']}`)
    );
    assert.match(words(findingList([{assertion: 'violence', standing: 'undecided'}])), /^\?/);
    assert.equal(words(findingList([])), nl['narrative.noAssertions']);
  });
});

describe('a claim in a list', () => {
  const row = (n, responses = []) => {
    const store = new Store();
    store.load({seq: 1, narratives: [n], responses});
    return String(narrativeRow(app(store, person('table-operator')), n));
  };
  it('is quoted, in its own language and direction', () => {
    const shown = row(narrative({id: 'n', language: 'ar', about: {municipalities: [AMSTERDAM], subjects: []}}));
    assert.match(shown, /lang=ar dir="auto">“stembiljetten weg”/);
  });
  it('is urgent when what was said of it is challenged, and says what waits', () => {
    const n = narrative({id: 'n', standing: 'contradicted', about: {municipalities: [], subjects: ['MH17']}});
    assert.match(row(n), /row narrative info/);
    assert.match(row(n, [response({challenge: {}})]), /row narrative urgent/);
    assert.ok(words(row(n, [response()])).includes(nl['response.waits']));
    assert.equal(placeOfNarrative(n), 'MH17');
  });
});

describe('how far a claim went', () => {
  const seen = (...views) => narrative({spread: views.map((n, i) => ({at: `2027-03-17T1${i}:00:00Z`, views: n}))});
  it('is a line from the first to the last, with words for who can’t see it', () => {
    const shown = String(spreadChart(seen(10, 1_000)));
    assert.match(shown, /points=2\.0,\S+ 298\.0,4?\S*/);
    assert.match(shown, /aria-label=[^>]*1\.000/);
  });
  it('is words alone, where it was seen once, and nothing where it was not', () => {
    assert.ok(!String(spreadChart(seen(10))).includes('svg'));
    assert.equal(spreadChart(narrative()), '');
  });
});

describe('an item of a timeline', () => {
  it('says what there is to say', () => {
    const shown = words(
      situationItem({
        type: 'report-received',
        at,
        by: 'x',
        role: 'police',
        status: 'open',
        headCount: 30,
        severity: 'urgent',
        note: 'bij de deur'
      })
    );
    for (const part of [nl['status.open'], '30', nl['severity.urgent'], 'bij de deur'])
      assert.ok(shown.includes(part), `${part} in ${shown}`);
  });
});
