// Reads a family as JSON from standard input, lays it out with the library named, and writes where everyone is.
// usage: node node_peers.mjs LIBRARY FOLDER-WITH-node_modules
import { createRequire, register } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// relatives-tree leaves the endings of its files to a bundler
register(
  'data:text/javascript,' +
    encodeURIComponent(`export async function resolve(name, context, next) {
      for (const ending of ['', '.js', '/index.js']) {
        try {
          return await next(name + ending, context);
        } catch (failure) {
          if (!name.startsWith('.') || ending === '/index.js') throw failure;
        }
      }
    }`),
);

const [library, folder] = process.argv.slice(2);
const family = JSON.parse(readFileSync(0, 'utf-8'));
const resolve = createRequire(join(folder, 'package.json')).resolve;
const load = (name) => import(pathToFileURL(resolve(name)).href);

const people = new Map(family.people.map((p) => [p.id, { id: p.id, sex: p.sex, parents: [], children: [], spouses: [], siblings: [] }]));
for (const union of family.unions) {
  const [one, other] = union.partners;
  if (other) {
    people.get(one).spouses.push(other);
    people.get(other).spouses.push(one);
  }
  for (const child of union.children) {
    for (const parent of union.partners) {
      people.get(child).parents.push(parent);
      people.get(parent).children.push(child);
    }
    people.get(child).siblings.push(...union.children.filter((c) => c !== child));
  }
}
const most = [...people.values()].sort((a, b) => b.children.length + b.spouses.length - a.children.length - a.spouses.length)[0];

let out;
if (library === 'relatives-tree') {
  const module = await load('relatives-tree');
  const calcTree = module.default.default ?? module.default;
  const link = (type) => (id) => ({ id, type });
  const nodes = [...people.values()].map((p) => ({
    id: p.id,
    gender: p.sex === 'M' ? 'male' : 'female',
    parents: p.parents.map(link('blood')),
    children: p.children.map(link('blood')),
    siblings: p.siblings.map(link('blood')),
    spouses: p.spouses.map(link('married')),
  }));
  out = calcTree(nodes, { rootId: most.id }).nodes.map((n) => ({ id: n.id, x: n.left * 44, y: n.top * 44 }));
} else {
  const { calculateTree } = await import(
    pathToFileURL(join(folder, 'node_modules', 'family-chart', 'dist', 'family-chart.esm.js')).href
  );
  const parent = (p, sex) => p.parents.find((id) => (people.get(id).sex === 'M') === (sex === 'M'));
  const data = [...people.values()].map((p) => ({
    id: p.id,
    data: { gender: p.sex === 'M' ? 'M' : 'F' },
    rels: { father: parent(p, 'M'), mother: parent(p, 'F'), spouses: p.spouses, children: p.children },
  }));
  const tree = calculateTree(data, { main_id: most.id, node_separation: 88, level_separation: 132 });
  out = tree.data.map((n) => ({ id: n.data.id, x: n.x, y: n.y }));
}
process.stdout.write(JSON.stringify(out));
