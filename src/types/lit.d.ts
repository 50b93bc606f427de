// Lit as its jar has it, with one thing more: what stands in a template is named, so that a listener knows its event.
import type {TemplateResult} from 'lit-html';

export * from '../../target/page-types/lit/development/index.js';

type Listener = (event: Tz.DomEvent) => unknown;
type Value = Listener | {} | null | undefined;

export function html(strings: TemplateStringsArray, ...values: Value[]): TemplateResult<1>;
export function svg(strings: TemplateStringsArray, ...values: Value[]): TemplateResult<2>;
