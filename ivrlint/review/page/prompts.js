/* Every text that callers hear, by language, with its seconds; options and announcements as the call speaks them. */

/** The texts of a node: one row for each kind of text, one line in it for each language. */
function textRows(station) {
  return Object.entries(station.lines ?? {}).map(([kind, numbers]) => {
    const [name, number] = kind.split(" ");
    const said = PHONE.offered.map((language) => [language, PHONE.lines[numbers[PHONE.languages.indexOf(language)]]]);
    return el("dl", { class: "text" },
      el("dt", {}, say(`text_${name}`, { number: number ?? "" })),
      said.map(([language, line]) => el("dd", { data: { language } },
        PHONE.offered.length > 1 && el("span", { class: "language" }, language),
        line.language === language || !line.text
          ? el("q", { lang: language }, line.text)
          : el("em", {}, say("not_in_language")),
        line.language === language && el("span", { class: "seconds" }, inSeconds(line.seconds)))));
  });
}

function promptsPanel() {
  const list = el("div", { class: "prompts" }, [...NODES.values()].filter((station) => station.lines).map((station) =>
    el("article", { data: { of: station.id } },
      el("h3", {}, el("small", {}, kindOf(station)), " ", nodeLink(station.id, "prompts")),
      textRows(station))));
  return [PHONE.offered.length > 1 && languageFilter(list), list];
}

function languageFilter(list) {
  const select = el("select", { id: "in-language", on: { change: () => onlyIn(list, select.value) } },
    el("option", { value: "" }, say("all_languages")),
    PHONE.offered.map((language) => el("option", { value: language }, language)));
  return el("div", { class: "filters" }, el("label", {}, `${say("language")} `, select));
}

function onlyIn(list, language) {
  for (const line of list.querySelectorAll("dd")) line.hidden = language !== "" && line.dataset.language !== language;
}

addPanel("prompts", promptsPanel);

onChosen(({ id, by }) => {
  if (!id || by === "prompts" || !isShown("prompts")) return;
  const entry = [...document.querySelectorAll(".prompts > article")].find((article) => article.dataset.of === id);
  entry?.scrollIntoView({ block: "nearest" });
});
