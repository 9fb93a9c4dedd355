/* Search: fills <div id="zoeken">. The index (pipeline/report/search.py) is made of script files, since a page opened
   from disk may load scripts but may not fetch. Nothing is sent anywhere; what is looked for stands in the address. */
"use strict";
(() => {
  const home = document.getElementById("zoeken");
  const base = document.currentScript.src.replace(/zoeken\.js(\?.*)?$/, "");
  const english = document.documentElement.lang === "en";
  const say = (dutch, other) => (english ? other : dutch);
  const number = new Intl.NumberFormat(english ? "en" : "nl");
  const count = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;
  const SHOWN = 10, MOST_FILES = 12;
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...ALPHABET].map((character, value) => [character, value]));

  /* ---- Files of the index ------------------------------------------------------------------ */
  const arrived = new Map(), asked = new Map();
  window.zoekdeel = (name, value) => { arrived.set(name, value); };
  const load = (name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `${base}zoeken/${name}.js`;
        script.addEventListener("load", () => done(arrived.get(name)));
        script.addEventListener("error", () => failed(new Error(name)));
        document.head.append(script);
      }));
    }
    return asked.get(name);
  };
  const unpack = (text) => {
    const out = [];
    let last = -1, value = 0, factor = 1;
    for (const character of text) {
      const part = VALUE.get(character);
      value += (part % 32) * factor;
      factor *= 32;
      if (part < 32) { last += value; out.push(last); value = 0; factor = 1; }
    }
    return out;
  };

  /* ---- Words ------------------------------------------------------------------------------- */
  const WORD = /[\p{L}\p{N}]+/gu;
  const foldOne = (character) => {
    if (character < "\x80") return character.toLowerCase();
    const first = [...character.normalize("NFD")][0].toLowerCase();
    return first.length === 1 ? first : character;
  };
  const fold = (text) => Array.from(text, foldOne).join("");
  const wordsOf = (text) => fold(text).match(WORD) || [];
  /* gezinnen -> gezin, scholen -> schol, school; plannen -> plan: forms to look for besides the word itself */
  const forms = (word) => {
    const out = [];
    const bare = word.length > 4 ? word.replace(/(en|s|e)$/, "") : word;
    if (bare === word || bare.length < 3) return out;
    out.push(bare);
    if (/([bdfgklmnprstz])\1$/.test(bare)) out.push(bare.slice(0, -1));
    else if (/[^aeiou][aeou][bdfgklmnprstvz]$/.test(bare)) out.push(bare.slice(0, -1) + bare.at(-2) + bare.at(-1));
    return out.map((form) => form.replace(/v$/, "f").replace(/z$/, "s"));
  };
  const parse = (query) => {
    const phrases = [...query.matchAll(/"([^"]+)"/g)].map((found) => wordsOf(found[1])).filter((words) => words.length);
    return { words: [...new Set(wordsOf(query))], phrases };
  };

  const shardsOf = (start, word) => {
    const begins = start.begins;
    let first = 0;
    while (first + 1 < begins.length && begins[first + 1] <= word) first += 1;
    let last = first;
    while (last + 1 < begins.length && begins[last + 1].startsWith(word)) last += 1;
    return Array.from({ length: Math.min(last - first + 1, MOST_FILES) }, (_, i) => `w${first + i}`);
  };
  /* Texts with a word: number -> weight; a whole word weighs more than its beginning. */
  const find = async (start, word) => {
    const weights = new Map(), near = [];
    const take = (entry, weight) => {
      for (const text of unpack(entry[2])) weights.set(text, Math.max(weight, weights.get(text) || 0));
    };
    for (const [form, whole] of [[word, false], ...forms(word).map((f) => [f, true])]) {
      for (const shard of await Promise.all(shardsOf(start, form).map(load))) {
        for (const entry of shard || []) {
          if (entry[0] === form) take(entry, whole ? 0.9 : 1);
          else if (!whole && form.length > 2 && entry[0].startsWith(form)) take(entry, 0.6);
          else if (!whole && entry[0][0] === form[0]) near.push(entry);
        }
      }
    }
    return { weights, near };
  };
  const distance = (a, b) => {
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
      }
      row = next;
    }
    return row[b.length];
  };
  const alike = (word, near) => near
    .filter((entry) => Math.abs(entry[0].length - word.length) < 3)
    .map((entry) => [distance(word, entry[0]), -entry[1], entry[0]])
    .filter((found) => found[0] > 0 && found[0] < (word.length > 5 ? 3 : 2))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 3).map((found) => found[2]);

  /* ---- Searching --------------------------------------------------------------------------- */
  const firsts = (start) => {
    if (!start.first) {
      start.first = [0];
      for (const row of start.documents) start.first.push(start.first.at(-1) + row[3]);
    }
    return start.first;
  };
  const documentOf = (start, passage) => {
    const first = firsts(start);
    let low = 0, high = first.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (first[middle] <= passage) low = middle; else high = middle;
    }
    return low;
  };
  const search = async (state) => {
    const start = await load("start");
    const { words, phrases } = parse(state.q);
    const rare = words.filter((word) => !start.common.includes(word));
    const total = firsts(start).at(-1);
    const found = await Promise.all(rare.map((word) => find(start, word)));
    const missing = rare.map((word, i) => [word, found[i]]).filter((pair) => pair[1].weights.size === 0);
    let scores = null;
    for (const { weights } of found) {
      const rarity = Math.log(1 + total / (1 + weights.size)), both = new Map();
      for (const [text, weight] of weights) {
        if (scores === null) both.set(text, weight * rarity);
        else if (scores.has(text)) both.set(text, scores.get(text) + weight * rarity);
      }
      scores = both;
    }
    if (scores === null) {
      scores = new Map();
      if (state.concept || !words.length) for (let text = 0; text < total; text += 1) scores.set(text, 0);
    }
    const inConcept = state.concept ? new Set(unpack(await load(`b-${state.concept}`))) : null;
    const chosen = [];
    for (const [text, score] of scores) {
      const row = start.documents[documentOf(start, text)];
      if ((!state.year || row[2] === Number(state.year)) && (!state.type || start.types[row[1]] === state.type)
        && (!state.place || (row[0] >= 0 && start.places[row[0]][0] === state.place))
        && (!inConcept || inConcept.has(text))) chosen.push([score, (text * 2654435761) % 4294967296, text]);
    }
    /* Equal scores stand in an order drawn by lot (always the same), so that no municipality comes first. */
    chosen.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    const documents = new Set(chosen.map((hit) => documentOf(start, hit[2])));
    const help = missing.map(([word, { near }]) => [word, alike(word, near)]);
    return { start, words: rare, phrases, vague: words.length > 0 && !rare.length, texts: chosen.map((hit) => hit[2]), documents: documents.size, help };
  };
  const holds = (text, phrase) => {
    const words = wordsOf(text);
    return words.some((_, at) => phrase.every((word, i) => words[at + i] === word));
  };
  async function* hits(answer) {
    for (const text of answer.texts) {
      const file = await load(`p${Math.floor(text / answer.start.together)}`);
      const passage = file.passages[text % answer.start.together];
      if (answer.phrases.every((phrase) => holds(passage[1], phrase))) {
        yield { passage, source: file.documents[passage[0]], row: answer.start.documents[passage[0]] };
      }
    }
  }

  /* ---- What is shown ----------------------------------------------------------------------- */
  const make = (tag, facts, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(facts || {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  const isHit = (word, words) => words.some((own) => word === own || (own.length > 2 && word.startsWith(own)) || forms(own).includes(word));
  /* The sentence with the first word that was looked for, with what stands around it, at most some 400 characters. */
  const windowOf = (text, words, phrases) => {
    const all = [...text.matchAll(WORD)], folded = all.map((found) => fold(found[0]));
    const phrase = phrases[0] || [];
    const together = phrase.length ? folded.findIndex((_, i) => phrase.every((word, j) => folded[i + j] === word)) : -1;
    const at = (all[together] || all[folded.findIndex((word) => isHit(word, words))])?.index ?? 0;
    const before = text.slice(0, at).search(/[^.!?\n]*[.!?\n]?\s*[^.!?\n]*$/);
    const start = Math.max(before, at - 200, 0);
    const rest = text.slice(at + 160).search(/[.!?](\s|$)/);
    const end = rest < 0 ? text.length : Math.min(at + 160 + rest + 1, at + 400);
    return [start, end];
  };
  const quotation = (text, words, phrases) => {
    const [start, end] = windowOf(text, words, phrases);
    const part = text.slice(start, end), out = [];
    let last = 0;
    if (start > 0) out.push("… ");
    for (const found of part.matchAll(WORD)) {
      if (!isHit(fold(found[0]), words)) continue;
      out.push(part.slice(last, found.index), make("mark", null, found[0]));
      last = found.index + found[0].length;
    }
    out.push(part.slice(last), end < text.length ? " …" : "");
    return out;
  };
  const dated = (iso) => {
    if (!/^\d{4}(-\d\d){0,2}$/.test(iso)) return "";
    const [year, month, day] = iso.split("-").map(Number);
    if (!month) return String(year);
    const parts = { year: "numeric", month: "long", day: day ? "numeric" : undefined, timeZone: "UTC" };
    return new Intl.DateTimeFormat(english ? "en-GB" : "nl", parts).format(Date.UTC(year, month - 1, day || 1));
  };
  const card = ({ passage, source, row }, { start, words, phrases }) => {
    const [, text, page, href, concepts] = passage, [title, date, url] = source;
    const place = start.places[row[0]];
    const root = english ? `${base}en/` : base;
    const where = place ? make("a", { href: `${root}gemeenten/${encodeURIComponent(place[0].toLowerCase())}.html` }, place[1])
      : say("gemeente onbekend", "municipality unknown");
    const line = make("p", { class: "source" }, make("cite", { lang: "nl" }, title), page ? `, p. ${page}` : "",
      dated(date) ? `, ${dated(date)}` : "", ". ");
    if (/^https?:\/\//i.test(url)) line.append(say("Bron: ", "Source: "), make("a", { href: url, rel: "noreferrer" }, new URL(url).host), ". ");
    if (href) line.append(make("a", { href: base + href }, say("Naar het bewijs", "To the evidence"), make("span", { class: "vh" }, `: ${title}`)));
    const about = concepts.map((n) => start.concepts[n]).filter(Boolean);
    const list = make("p", { class: "how" });
    about.forEach((concept, i) => list.append(i ? ", " : say("Begrippen: ", "Concepts: "),
      make("a", { href: `${root}begrippen/${encodeURIComponent(concept[0])}.html` }, english ? concept[2] : concept[1])));
    return make("li", null, make("article", { class: "evidence" }, make("h3", null, where, make("span", null, `, ${row[2]}`)),
      make("blockquote", { lang: "nl" }, make("p", null, ...quotation(text, words, phrases))), line, about.length ? list : null));
  };

  /* ---- The form ---------------------------------------------------------------------------- */
  const FIELDS = ["q", "year", "place", "type", "concept"];
  const read = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(FIELDS.map((name) => [name, given.get(name) || ""]));
  };
  const choice = (name, label, options) => {
    const select = make("select", { id: `zoek-${name}`, name }, make("option", { value: "" }, say("alle", "all")));
    for (const [value, words] of options) select.append(make("option", { value }, words));
    return make("p", null, make("label", { for: `zoek-${name}` }, label), select);
  };
  const build = (start) => {
    const byName = (a, b) => a[1].localeCompare(b[1], "nl");
    const input = make("input", { id: "zoek-q", name: "q", type: "search", autocomplete: "off", spellcheck: "false", "aria-describedby": "zoek-uitleg" });
    const form = make("form", { role: "search", class: "zoek", "aria-label": say("Zoeken in de teksten", "Search the texts") },
      make("p", { class: "zoek-veld" }, make("label", { for: "zoek-q" }, say("Zoek in de teksten", "Search the texts")), input,
        make("button", { type: "submit" }, say("Zoek", "Search"))),
      make("p", { id: "zoek-uitleg", class: "small" }, say(
        "Alle woorden moeten in dezelfde alinea staan. Het begin van een woord is genoeg: wijkteam vindt ook wijkteams. Tussen aanhalingstekens zoekt u woorden bij elkaar.",
        "All words must stand in the same passage. The beginning of a word will do: wijkteam finds wijkteams too. Put words that belong together in quotes. The texts are in Dutch.")),
      make("div", { class: "zoek-filters", role: "group", "aria-label": say("Beperk tot", "Limit to") },
        choice("year", say("Jaar", "Year"), start.years.map((year) => [year, String(year)])),
        choice("place", say("Gemeente", "Municipality"), [...start.places].sort(byName)),
        choice("type", say("Soort tekst", "Kind of text"), start.types.map((type) => [type, type])),
        choice("concept", say("Begrip", "Concept"), start.concepts.map((c) => [c[0], english ? c[2] : c[1]]).sort(byName))));
    const status = make("p", { role: "status", class: "zoek-stand" });
    const list = make("ol", { class: "cards", id: "zoek-lijst" });
    const heading = make("h2", { id: "zoek-kop", class: "vh" }, say("Gevonden", "Found"));
    const more = make("button", { type: "button", hidden: "" }, say("Meer laten zien", "Show more"));
    home.replaceChildren(form, status, make("section", { "aria-labelledby": "zoek-kop" }, heading, list, more));
    return { form, input, status, list, more };
  };
  const put = (form, state) => { for (const name of FIELDS) form.elements[name].value = state[name]; };
  const get = (form) => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));

  let turn = 0;
  const answer = async (parts, state) => {
    const own = (turn += 1);
    const { status, list, more, input, form } = parts;
    const wanted = FIELDS.filter((name) => state[name]).map((name) => [name, state[name]]);
    history.replaceState(null, "", `#${new URLSearchParams(wanted)}`);
    list.replaceChildren();
    more.hidden = true;
    if (!wanted.length) { status.textContent = ""; return; }
    list.setAttribute("aria-busy", "true");
    status.textContent = say("Bezig met zoeken.", "Searching.");
    const result = await search(state);
    if (own !== turn) return;
    const stream = hits(result);
    const next = async () => {
      let shown = 0, last = null;
      while (shown < SHOWN) {
        const { value, done } = await stream.next();
        if (own !== turn) return false;
        if (done) { more.hidden = true; return shown > 0; }
        last = card(value, result);
        list.append(last);
        shown += 1;
      }
      more.hidden = list.children.length >= result.texts.length;
      return true;
    };
    const any = await next();
    if (own !== turn) return;
    list.setAttribute("aria-busy", "false");
    const texts = `${count(result.texts.length, say("alinea", "passage"), say("alinea’s", "passages"))}${say(" uit ", " from ")}${count(result.documents, "document", say("documenten", "documents"))}`;
    status.replaceChildren(any ? (result.phrases.length ? say(`Ten hoogste ${texts}.`, `At most ${texts}.`) : `${texts}.`)
      : result.vague ? say("Deze woorden staan in bijna elke alinea. Zet er een ander woord bij.", "These words stand in almost every passage. Add another one.")
        : say("Niets gevonden.", "Nothing found."));
    for (const [word, others] of any ? [] : result.help) {
      if (!others.length) continue;
      status.append(say(` In plaats van ${word}: `, ` Instead of ${word}: `));
      others.forEach((other, i) => {
        const button = make("button", { type: "button", class: "zoek-ook" }, other);
        button.addEventListener("click", () => {
          input.value = wordsOf(state.q).map((own_) => (own_ === word ? other : own_)).join(" ");
          answer(parts, get(form));
          input.focus();
        });
        status.append(i ? ", " : "", button);
      });
    }
    more.onclick = async () => {
      const at = list.children.length;
      await next();
      list.children[at]?.querySelector("a")?.focus();
    };
  };

  const begin = async () => {
    const before = [...home.childNodes];
    try {
      const start = await load("start");
      const parts = build(start);
      const run = () => answer(parts, get(parts.form)).catch(() => {
        parts.status.textContent = say("Een deel van de index ontbreekt. Haal de hele map van het rapport binnen.", "Part of the index is missing. Get the whole folder of the report.");
      });
      parts.form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
      parts.form.addEventListener("change", (event) => { if (event.target.tagName === "SELECT") run(); });
      addEventListener("hashchange", () => { put(parts.form, read()); run(); });
      put(parts.form, read());
      run();
    } catch {
      home.replaceChildren(...before);
    }
  };
  if (home) begin();
})();
