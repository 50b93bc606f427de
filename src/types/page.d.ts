// What the page's modules tell each other, by names that every module knows: modules are joined as they are served
// (docs/decisions/0027), so that none of them can import a type. What the hub says is `Hub`, from the OpenAPI document.

declare namespace Tz {
  type App = import('../../web/main.mjs').App;
  type DayClock = import('../../web/engine/clock.mjs').DayClock;
  type Clock = DayClock | PastClock;
  type PastClock = import('../../web/engine/player.mjs').PastClock;
  type CountPanel = import('../../web/subject/count/panel.mjs').CountPanel;
  type Problem = import('../../web/engine/api.mjs').Problem;
  type Counts = import('../../web/subject/station/counts.mjs').Counts;
  type Drawing = import('lit-html').SVGTemplateResult;
  type Drawn = import('lit-html').TemplateResult | string | undefined;

  /** The lists of the picture, by their names in a frame. */
  type Listed = {
    [L in keyof Hub.Picture as Hub.Picture[L] extends unknown[] ? L : never]: Hub.Picture[L] extends (infer E)[]
      ? E
      : never;
  };
  type Lists = {[L in keyof Listed]: Listing<Listed[L]>};
  /** Entities by id; nothing has no id. */
  interface Listing<E> extends Map<string, E> {
    get(id: string | undefined): E | undefined;
    has(id: string | undefined): boolean;
  }
  /** The store, with the lists and figures that subjects bring to it. */
  type Store = import('../../web/engine/store.mjs').Store & Lists & Figures;
  interface Figures {
    total: Counts;
    municipalities: Map<string | undefined, Counts>;
  }
  /** A number that is counted of stations. */
  type Figure = Exclude<keyof Counts, 'municipality' | 'elections'>;
  /** Of an election. */
  interface Turnout {
    stations: number;
    eligible: number;
    eligibleAdmitted: number;
    admitted: number;
  }

  /** What entities of several kinds have, for what looks at all of them. */
  interface Entity {
    id: string;
    seq: number;
    kind?: string;
    label?: string;
    subject?: {kind: string; id: string; label?: string};
    severity?: Hub.Severity;
    municipality?: Hub.Municipality;
    municipalities?: Hub.Municipality[];
    about?: {municipalities: Hub.Municipality[]};
    station?: string;
    stations?: string[];
    /** Of a report: its incident. */
    incident?: string;
    placeText?: string;
    terms?: object;
    location?: Hub.Point;
    text?: string;
    title?: string;
    reason?: string;
  }
  interface Item<E = Entity> {
    kind: string;
    id: string;
    /** Absent where the page does not have it. */
    entity?: E;
  }
  /** One that the page has. */
  type Known = Item & {entity: Entity};
  interface Principal extends Omit<Hub.Principal, 'roles'> {
    roles: string[];
  }

  /** The picture with the clock of the day; nodes of an earlier version tell that in their greeting only. */
  type TimedPicture = Hub.Picture & {clock?: {at: string; speed: number; exercise: boolean}};
  /** A frame of the feed. */
  type Frame = Partial<Omit<Hub.Picture, 'at'>> & {
    from: number;
    to: number;
    at: string;
    gone?: {kind: string; id: string}[];
  };

  /** What the hub says on the live line. */
  type Message =
    | {type: 'hello'; viewer: string; journal: string; clock: {at: string; speed: number; exercise: boolean}}
    | ({type: 'changes'} & Frame)
    | {type: 'heartbeat'; seq: number; at: string}
    | {type: 'reset'};

  /** An item of a timeline: with the fields of what happened, whatever that was. */
  type Happened = Hub.TimelineItem & Hub.Loose;

  /** What a subject says of itself (engine/subjects.mjs). */
  interface Subject<E = Entity> {
    lists: {[kind: string]: string | string[]};
    key(e: E): string;
    entries(list: string, before: E | undefined, entity: E, store: Store, at?: string): Entry[];
    first?(store: Store): Entry[];
    // any: figures of this subject's own
    counts?: {
      empty(): object;
      change(store: Store, id: string, by: number): void;
      given?(store: Store, figures: any): void;
    };
    panel?: {[kind: string]: (app: App) => Drawn};
    elements?(): Promise<unknown>;
    tabs?: Tab[];
    marks?(store: Store, now: number): Mark[];
    place?(store: Store, e: E): Place | undefined;
    conditionOf?(state: Hub.StationState): Condition;
    label?(subject: {kind: string; label: string}, rule?: string): string;
    needs?(app: App): Need[];
    // any: what the other kind's panel has to give
    beside?: {[kind: string]: (app: App, entity: any, more?: any) => Drawn};
  }
  interface Tab {
    name: string;
    order: number;
    orderLocal?: number;
    draw?(app: App): Drawn;
    for?(app: App): boolean;
  }
  interface Place {
    location: Hub.Point;
    zoom: number;
  }
  interface Mark {
    key: string;
    at: Hub.Point;
    severity: string;
    verified: boolean;
    /** Key of a text; the text itself once it is drawn. */
    label: string;
    /** The municipality's name, to be read beside the gravest. */
    where?: string;
    sign?: string;
    since: string;
    rumour?: boolean;
    old?: boolean;
  }
  /** What needs somebody now, and what it is about. */
  type Need = {severity: string} & (
    | {kind: 'escalation'; escalation: Hub.Escalation}
    | {kind: 'suspension'; station: string}
    | {kind: 'limit'; limit: Hub.ToleranceLimit}
    | {kind: 'breach'; report: Hub.Report}
    | {kind: 'visit'; visit: Hub.Visit; finding: Finding}
    | {kind: 'many'; key: Figure; count: number}
  );
  interface Card {
    title: string;
    place?: string;
    words?: string;
    open: {[key: string]: string | undefined};
    act?: Drawn;
  }
  /** What is said of a change: an entry of the feed without what all have. */
  interface News {
    kind: string;
    severity: string;
    at: string;
    by?: string;
    role?: string;
    note?: string;
    label?: string;
    /** What an escalation is about, and the rule that raised it. */
    subject?: Hub.Escalation['subject'];
    rule?: string;
    level?: string;
    unverified?: boolean;
  }
  interface Entry extends News {
    key: string;
    item?: string;
    station?: string;
    name: string;
    municipality?: Hub.Municipality;
    times: number;
    waitingMinutes?: number;
    /** What it stands for, when many of a kind are one entry. */
    folded?: Entry[];
  }

  /** What a text beside a place covers of the map, in pixels; and how far it is moved from there. */
  interface Label {
    y: number;
    from: number;
    to: number;
    left: boolean;
    moved: number;
  }

  /** Reports of one kind in one place that nobody has judged yet. */
  interface ReportGroup {
    key: string;
    kind: string;
    overLimit: boolean;
    reports: Hub.Report[];
    severity: string;
    newest: Hub.Report;
    breached: boolean;
  }
  /** A municipality and an election; without a count, nobody said anything of it. */
  interface CountRow {
    count?: Hub.Count;
    municipality?: Hub.Municipality;
    stations: {total: number; counted: number; counting: number; closed: number; suspended: number; onTheWay: number};
    stage?: string;
  }
  type CountChange = Hub.CountChanges['items'][number];
  /** What is going on, as one row: what it is (`root`), what is opened for it (`key`), and who has it. */
  interface Situation {
    root: string;
    key: string;
    severity: string;
    escalations: Hub.Escalation[];
    incident?: Hub.Incident;
    approval?: Hub.Response;
    subject?: Hub.Escalation['subject'];
    municipality?: Hub.Municipality;
    station?: string;
    verified?: boolean;
    count: number;
    breached?: Hub.Verdict;
    since: number;
    newest?: Hub.Report;
    owner?: {by: string; role?: string; at?: string};
    deadline?: number;
    unanswered: boolean;
    open: Hub.Escalation[];
    mine: Hub.Escalation[];
  }
  /** What belongs to one situation. */
  interface Gathered {
    root: string;
    escalations: Hub.Escalation[];
    reports: Hub.Report[];
    approvals: Hub.Response[];
    incident?: Hub.Incident;
  }
  /** Of the register, where it is and when it is open. */
  type Register = Pick<Hub.StationEntry, 'municipality'>;
  type Period = Pick<Hub.StationEntry, 'opensAt' | 'closesAt' | 'location'>;
  /** An open station near one that is suspended. */
  interface Nearest {
    station: Hub.Station;
    distanceMetres: number;
  }
  /** What is filtered and chosen, for the map. */
  interface View {
    filter?: Filter;
    chosen?: string;
    municipality?: string;
  }
  interface Row {
    state: Hub.StationState;
    entry?: Hub.StationEntry;
  }
  interface Refused {
    id: string;
    problem: Problem;
  }
  /** Stations that were refused for one reason. */
  interface Refusal {
    why: string;
    ids: string[];
    first?: Hub.Status;
  }
  interface BulkAsked {
    report: Hub.StationReport;
    ids: string[];
  }
  interface BulkResult {
    ok: number;
    failed: number;
    groups: Refusal[];
    report: Hub.StationReport;
    at: number;
  }
  /** What a search found, and where it leads. */
  interface Found {
    label: string;
    detail: string;
    at?: number;
    go: {[key: string]: string | undefined};
  }
  /** How a node of the hub is doing. any: its own metrics, as GET /nodes has them */
  type Node = Hub.Loose;
  /** A row of what is to be judged: reports of a kind in a place, or a claim. */
  interface ToJudge {
    severity: string;
    group?: ReportGroup;
    claim?: Hub.Narrative;
  }

  /** A fact that is no longer what was cited. */
  type Difference = {was: Hub.Fact; now: Hub.Fact};
  type Finding = Hub.Visit['findings'][number];

  /** What a fact is about, in its list. */
  type About = Hub.Fact['about'][number];
  /** A claim as it was seen somewhere. */
  type Sighting = Hub.Narrative['sightings'][number];
  /** A response that somebody drafts. */
  interface Draft {
    kind: Hub.ResponseKind;
  }
  /** What the hub knows of a platform. */
  interface Platform {
    name: string;
    trustedFlagger?: boolean;
    note?: string;
    [more: string]: unknown;
  }
  /** What came of something that an outbox had, and what was known before. */
  interface Sent<R, A> {
    receipt: A;
    report: R;
    before?: Hub.StationState;
    key: string;
  }
  interface NotTaken<R> {
    problem: Problem;
    report: R;
    key: string;
  }
  /** The station of a visit. */
  type VisitPlace = Omit<Hub.Visit['place'], 'location'>;
  /** What an observer did; of an arrival with the place, of a step with that of its visit. any: each step has its own words */
  interface VisitStep {
    path: string;
    json: any;
    place?: VisitPlace;
    of?: VisitPlace;
  }
  /** What of a visit the hub did not take, and why: a step, or an arrival with all that was done there. */
  interface NotTakenVisit {
    key: string;
    n: number;
    place?: VisitPlace;
    problem: {status: number; message: string; errors: Problem['errors']};
    steps: {key: string; report: VisitStep}[];
  }
  /** What was typed at a visit and not sent; of the version before, without its place. */
  interface VisitDraft {
    key: string;
    n: number;
    place?: VisitPlace;
    severity: string;
    text?: string;
  }
  /** A field of a form that looks at its neighbours. */
  type Field = HTMLInputElement & {form: {elements: {[name: string]: HTMLInputElement}}};
  /** A status that somebody put right; its element is told when that was taken. */
  type Correction = CustomEvent<Hub.StationReport> & {target: {done(): void}};

  /** What a form's answer was when it was refused. */
  interface RefusedForm {
    text: string;
    code?: string;
  }

  /** The numbers of a minute that the page remembers. */
  /** A list of the page, as a file has it: times as 2027-03-17 14:02. */
  interface ListAsShown {
    title: string;
    columns: string[];
    rows: (string | number | boolean | undefined)[][];
  }
  /** Who may log in as the chair of a station. */
  interface ChairLogIn {
    name: string;
    changedAt?: string;
    changedBy?: string;
  }
  /** A part of the manual, for whoever has one of these roles. */
  interface Chapter {
    name: string;
    title: string;
    roles: string[];
    /** What it is, and how it goes. */
    parts: [string, string][];
  }
  interface Manual {
    chapters: Chapter[];
    /** By page: where on it, what that is, what it is for. */
    tours: Record<string, [string, string, string][]>;
  }
  interface Sample {
    at: number;
    [count: string]: number;
  }

  type Condition = 'urgent' | 'attention' | 'expected' | 'normal' | 'done';
  type Filter = (state: Hub.StationState) => boolean;
  interface StationPoint {
    id: string;
    code: string;
    at: [number, number];
    approximate: boolean;
    place: string;
    state: Hub.StationState;
    condition: Condition;
  }
  /** What is under the pointer: a station, or the number of a municipality. */
  interface Picked {
    id?: string;
    code?: string;
    x: number;
    y: number;
    condition: Condition;
  }

  /** An event as a listener in a template gets it: that of a field, unless it is said otherwise. */
  interface DomEvent extends Event {
    target: HTMLInputElement & HTMLSelectElement;
    currentTarget: HTMLElement;
    key: string;
    shiftKey: boolean;
    // any: what an element of ours tells
    detail: any;
  }
  /** What a form's `submit` brings. */
  interface SubmitEvent extends Event {
    target: HTMLFormElement;
    submitter: HTMLButtonElement | null;
  }
}

/** Targets of our own (App, Store, Connection) tell what happened as the event's detail. */
interface EventTarget {
  // any: the detail is what that event tells
  addEventListener(type: string, listener: (event: CustomEvent<any>) => unknown): void;
  removeEventListener(type: string, listener: (event: CustomEvent<any>) => unknown): void;
}

/** Forms of the page are read by the names of their own fields, which are there. */
interface FormData {
  // any: words or a file, as the form that is read has it
  get(name: string): any;
  getAll(name: string): any[];
}

/** What elements of the page can be asked for by others. */
interface HTMLElementTagNameMap {
  'tz-triage': HTMLElement & {
    keys: string[];
    move(by: number): void;
    toNew(): void;
    open(): void;
    act(name: string): void;
  };
  'tz-search': HTMLElement & {focusField(): void};
  'tz-list': HTMLElement & {neighbour(by: number): string | undefined; clearSelection(): void};
  'tz-account-form': HTMLElement & {add(): void; change(account: Hub.Account): void; reset(name: string): void};
  'tz-import-history': HTMLElement & {load(): void};
}
