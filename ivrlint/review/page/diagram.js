/*
 * The diagram: zoom, pan, and the nodes in it. It scrolls as any page does. Zooming transforms the picture as a whole,
 * so that its thousands of texts need not be laid out again, and makes the sheet that holds it larger.
 */

const SMALLEST = 0.03;
const LARGEST = 4;
const STEP = 1.25;
const READABLE = 0.55; // the scale from which on the words of a box can be read
const NEAR = 0.95; // the scale at which a node that has been chosen is shown at least

const view = byId("view");
const card = byId("card");
const sheet = byId("sheet");
const picture = sheet.querySelector("svg");
const size = picture.viewBox.baseVal;
const boxes = new Map([...picture.querySelectorAll("[data-node]")].map((box) => [box.dataset.node, box]));
const arrows = [...picture.querySelectorAll("[data-from]")];
let scale = 1;

function setScale(wanted, centre = middle()) {
  const before = scale;
  scale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
  const left = (view.scrollLeft + centre.x) / before;
  const top = (view.scrollTop + centre.y) / before;
  picture.style.transform = `scale(${scale})`;
  sheet.style.width = `${size.width * scale}px`;
  sheet.style.height = `${size.height * scale}px`;
  view.scrollLeft = left * scale - centre.x;
  view.scrollTop = top * scale - centre.y;
  byId("scale").value = `${FIGURES.format(scale * 100)} %`;
}

const middle = () => ({ x: view.clientWidth / 2, y: view.clientHeight / 2 });
const fitting = () => Math.min(view.clientWidth / size.width, view.clientHeight / size.height);

/** The part of the view that the card leaves free. */
function freePart() {
  const { x, y, width, height } = view.getBoundingClientRect();
  return { x, y, width, height: card.hidden ? height : Math.max(height / 3, card.getBoundingClientRect().y - y) };
}

/** Bring a node into the middle, large enough to be read. */
function showNode(id) {
  const box = boxes.get(id);
  if (!box) return;
  if (scale < NEAR) setScale(NEAR);
  const at = box.getBoundingClientRect();
  const frame = freePart();
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  view.scrollBy({
    left: at.x + at.width / 2 - frame.x - frame.width / 2,
    top: at.y + at.height / 2 - frame.y - frame.height / 2,
    behavior: smooth ? "smooth" : "instant",
  });
}

/** Give nodes, and only these, a mark. */
function markNodes(name, ids) {
  const wanted = new Set(ids);
  for (const [id, box] of boxes) box.classList.toggle(name, wanted.has(id));
}

let touched = [];

function markArrows(id) {
  for (const arrow of touched) arrow.classList.remove("touched");
  touched = id ? arrows.filter((arrow) => arrow.dataset.from === id || arrow.dataset.to === id) : [];
  for (const arrow of touched) arrow.classList.add("touched");
}

/** Bring the begin of the call into the middle of the upper edge. */
function showStart() {
  const at = (boxes.get("(start)") ?? picture).getBoundingClientRect();
  view.scrollLeft += at.x + at.width / 2 - view.getBoundingClientRect().x - view.clientWidth / 2;
}

/** Does the card stand over a node? */
function isCovered(box) {
  const [one, other] = [box.getBoundingClientRect(), card.getBoundingClientRect()];
  return one.bottom > other.top && one.left < other.right;
}

// Pan with the mouse: fingers and wheels scroll by themselves

view.addEventListener("pointerdown", (down) => {
  if (down.pointerType !== "mouse" || down.button !== 0) return;
  let [x, y] = [down.clientX, down.clientY];
  const move = (event) => {
    if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 4) view.classList.add("moving");
    view.scrollLeft -= event.clientX - x;
    view.scrollTop -= event.clientY - y;
    [x, y] = [event.clientX, event.clientY];
  };
  const up = () => {
    window.removeEventListener("pointermove", move);
    setTimeout(() => view.classList.remove("moving"));
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up, { once: true });
});

view.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const frame = view.getBoundingClientRect();
  setScale(scale * Math.exp(-event.deltaY / 300), { x: event.clientX - frame.x, y: event.clientY - frame.y });
}, { passive: false });

view.addEventListener("click", (event) => {
  const box = event.target.closest("[data-node]");
  if (box && NODES.has(box.dataset.node) && !view.classList.contains("moving")) choose(box.dataset.node, "diagram");
});

// One node is in the order of the Tab key; arrow keys go on to the next and the one before, as the file has them

const order = [...NODES.keys()].filter((id) => boxes.has(id));

function setUpKeys() {
  for (const id of order) {
    const findings = DATA.findings.filter((finding) => finding.node === id).length;
    const label = `${kindOf(NODES.get(id))} ${id}${findings ? `, ${sayCount("findings", findings)}` : ""}`;
    const box = boxes.get(id);
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", label);
    box.setAttribute("tabindex", "-1");
  }
  for (const box of picture.querySelectorAll("[data-from]")) box.setAttribute("aria-hidden", "true");
  boxes.get(order[0])?.setAttribute("tabindex", "0");
}

const KEYS_IN_VIEW = {
  "+": () => setScale(scale * STEP),
  "-": () => setScale(scale / STEP),
  0: () => setScale(fitting()),
  ArrowDown: (id) => stepTo(id, 1),
  ArrowRight: (id) => stepTo(id, 1),
  ArrowUp: (id) => stepTo(id, -1),
  ArrowLeft: (id) => stepTo(id, -1),
  Enter: (id) => choose(id, "diagram"),
  " ": (id) => choose(id, "diagram"),
};

function stepTo(id, by) {
  const next = order[(order.indexOf(id) + by + order.length) % order.length];
  focusNode(next);
  showNode(next);
}

function focusNode(id) {
  picture.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
  boxes.get(id).setAttribute("tabindex", "0");
  boxes.get(id).focus({ preventScroll: true });
}

view.addEventListener("keydown", (event) => {
  const id = event.target.closest("[data-node]")?.dataset.node;
  const deed = own(KEYS_IN_VIEW, event.key);
  if (!id || !deed || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  deed(id);
});

byId("smaller").addEventListener("click", () => setScale(scale / STEP));
byId("larger").addEventListener("click", () => setScale(scale * STEP));
byId("fit").addEventListener("click", () => setScale(fitting()));

onChosen(({ id, by }) => {
  markNodes("chosen", id ? [id] : []);
  markArrows(id);
  if (id && (by !== "diagram" || isCovered(boxes.get(id)))) showNode(id);
});

setUpKeys();
setScale(Math.min(1, Math.max(READABLE, view.clientWidth / size.width)));
showStart();
