// The part of Leaflet that the map uses; its jar brings no types.

export type LatLngLike = LatLng | [number, number] | number[];
export type PointLike = Point | [number, number] | number[];
/** Options go to Leaflet as they are. */
type Options = {[name: string]: unknown};

export interface Point {
  x: number;
  y: number;
}
export interface LatLng {
  lat: number;
  lng: number;
}
export interface LatLngBounds {
  pad(ratio: number): LatLngBounds;
  contains(point: LatLngLike): boolean;
  getCenter(): LatLng;
}
export interface MapEvent {
  latlng: LatLng;
  containerPoint: Point;
}

/** What the layers of map/ keep beside what they can do. */
interface Kept {
  _map: Map;
  canvas: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
  names: () => {name: string; at: LatLng; weight: number}[];
  onPick: (picked: Tz.Picked) => void;
  points: globalThis.Map<string, Tz.StationPoint>;
  filter: Tz.Filter | undefined;
  chosen: string | undefined;
  municipality: string | undefined;
  colours: Record<string, string>;
  edge: string;
  text: string;
  waiting: number | undefined;
  later: ReturnType<typeof setTimeout> | undefined;
  drawn: Tz.Picked[];
  counted: boolean;
  covered: () => {x: number; y: number; r: number}[];
  known: {size: number; places: {name: string; at: LatLng; weight: number}[]} | undefined;
}

export class Layer {
  /** Leaflet's way to make a class: `initialize` takes what the constructor is given. any: whatever that is */
  static extend<T extends {initialize(...given: any[]): void}>(
    members: T & ThisType<T & Layer & Kept>
  ): new (...given: Parameters<T['initialize']>) => T & Layer & Kept;
  addTo(map: Map | LayerGroup): this;
  remove(): this;
  on(types: string, listener: (event: MapEvent) => void, self?: object): this;
  off(types: string, listener: (event: MapEvent) => void, self?: object): this;
  bindTooltip(content: () => HTMLElement, options: Options): this;
}
export class LayerGroup extends Layer {
  clearLayers(): this;
}
export class Shape extends Layer {
  feature: {properties: {code: string; name: string}};
  getBounds(): LatLngBounds;
  setStyle(style: Options): this;
}
export class AreaLayer extends Layer {
  bringToBack(): this;
}
export class Marker extends Layer {
  getLatLng(): LatLng;
}
export class Tooltip extends Layer {
  setLatLng(at: LatLngLike): this;
  setContent(content: HTMLElement): this;
}

export class Map {
  attributionControl: {setPrefix(prefix: false): void; addAttribution(text: string): void};
  doubleClickZoom: {disable(): void};
  on(types: string, listener: (event: MapEvent) => void, self?: object): this;
  off(types: string, listener: (event: MapEvent) => void, self?: object): this;
  addLayer(layer: Layer): this;
  invalidateSize(options: Options): this;
  getPanes(): {overlayPane: HTMLElement};
  getZoom(): number;
  getSize(): Point;
  getBounds(): LatLngBounds;
  getContainer(): HTMLElement;
  latLngToContainerPoint(at: LatLngLike): Point;
  containerPointToLayerPoint(at: PointLike): Point;
  fitBounds(bounds: LatLngBounds, options: Options): this;
  panBy(by: PointLike, options: Options): this;
  setView(at: LatLngLike, zoom: number, options: Options): this;
}

export function map(element: HTMLElement, options: Options): Map;
export function latLng(at: LatLngLike): LatLng;
export function latLng(latitude: number, longitude: number): LatLng;
export function latLngBounds(points: LatLngLike[]): LatLngBounds;
export function latLngBounds(one: LatLngLike, other: LatLngLike): LatLngBounds;
export function layerGroup(): LayerGroup;
export function geoJSON(
  areas: object,
  options: {style: () => Options; onEachFeature: (feature: Shape['feature'], layer: Shape) => void}
): AreaLayer;
export function divIcon(options: Options): object;
export function svg(): object;
export function polygon(points: LatLngLike[], options: Options): Layer;
export function polyline(points: LatLngLike[], options: Options): Layer;
export function circle(at: LatLngLike, options: Options): Layer;
export function circleMarker(at: LatLngLike, options: Options): Layer;
export function marker(at: LatLngLike, options: Options): Marker;
export function tooltip(options: Options): Tooltip;
export const control: {zoom(options: Options): {addTo(map: Map): void}};
export const DomUtil: {
  create(tag: 'canvas', className: string, container: HTMLElement): HTMLCanvasElement;
  setPosition(element: HTMLElement, at: Point): void;
};
