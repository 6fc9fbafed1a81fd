// Builds crates/web/assets from the npm packages named in package.json. Run by ../scripts/assets.sh.
// It must not touch app.css and app.js, which are written by hand where they lie.
import { readFileSync, writeFileSync, copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { PurgeCSS } from "purgecss";
import { transform } from "lightningcss";

const modules = "node_modules/";
const out = "../assets/";
const icons = readFileSync("icons.txt", "utf8").split("\n").map((l) => l.trim()).filter((l) => l && !l.startsWith("#"));
const weights = [400, 500, 600, 700];
const subsets = ["vietnamese", "latin"];
mkdirSync(out + "fonts", { recursive: true });
mkdirSync(out + "licences", { recursive: true });

const fontRanges = JSON.parse(readFileSync(modules + "@fontsource/be-vietnam-pro/unicode.json", "utf8"));
let faces = "";
for (const weight of weights) {
  for (const subset of subsets) {
    const file = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
    copyFileSync(modules + "@fontsource/be-vietnam-pro/files/" + file, out + "fonts/" + file);
    faces += `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-display:swap;font-weight:${weight};` +
      `src:url(fonts/${file}) format("woff2");unicode-range:${fontRanges[subset]}}\n`;
  }
}

const purged = await new PurgeCSS().purge({
  content: ["../templates/**/*.html", "../src/**/*.rs", "../assets/app.js"],
  css: [modules + "@tabler/core/dist/css/tabler.min.css"],
  defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
  variables: true,
  keyframes: true,
  fontFace: true,
});
const { code } = transform({ filename: "tabler.css", code: Buffer.from(faces + purged[0].css), minify: true });
writeFileSync(out + "tabler.css", code);

const htmx = readFileSync(modules + "htmx.org/dist/htmx.min.js", "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
writeFileSync(out + "htmx.js", htmx);

let sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n';
for (const name of icons) {
  const svg = readFileSync(`${modules}@tabler/icons/icons/outline/${name}.svg`, "utf8");
  const body = svg.replace(/<!--[\s\S]*?-->/, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, "").replace(/\s*\n\s*/g, "");
  sprite += `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>\n`;
}
writeFileSync(out + "icons.svg", sprite + "</svg>\n");

copyFileSync(modules + "@fontsource/be-vietnam-pro/LICENSE", out + "licences/be-vietnam-pro.OFL.txt");
copyFileSync(modules + "htmx.org/LICENSE", out + "licences/htmx.0BSD.txt");
for (const [pkg, name] of [["@tabler/core", "tabler"], ["@tabler/icons", "tabler-icons"]]) {
  const file = readdirSync(modules + pkg).find((f) => /^licen[cs]e/i.test(f));
  if (file) copyFileSync(`${modules}${pkg}/${file}`, `${out}licences/${name}.MIT.txt`);
  else console.error(`no licence text in ${pkg}: keep assets/licences/${name}.MIT.txt by hand`);
}
