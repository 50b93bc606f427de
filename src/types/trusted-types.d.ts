// What Lit's types name of the Trusted Types, which the page does not use.
export type TrustedHTML = string;
export interface TrustedTypesWindow {
  trustedTypes?: unknown;
}
