// The filters hide what is not asked for. Without this script all of it is shown.
const form = document.getElementById('filters');
const articles = [...document.querySelectorAll('#checks article')];
const words = new Map(articles.map(a => [a, (a.id + ' ' + a.textContent).toLowerCase()]));

function apply() {
  const data = new FormData(form);
  const statuses = new Set(data.getAll('status'));
  const wanted = data.get('text').toLowerCase().split(/\s+/).filter(word => word);
  let count = 0;
  for (const article of articles) {
    const { status, layer, area } = article.dataset;
    const shown = statuses.has(status)
      && (!data.get('layer') || data.get('layer') === layer)
      && (!data.get('area') || data.get('area') === area)
      && wanted.every(word => words.get(article).includes(word));
    article.hidden = !shown;
    count += shown ? 1 : 0;
  }
  for (const section of document.querySelectorAll('.area')) {
    section.hidden = !section.querySelector('article:not([hidden])');
  }
  document.getElementById('nothing').hidden = count > 0;
  form.elements.count.value = `${count} of ${articles.length}`;
}

function showAreaOf(id) {
  form.reset();
  apply();
  document.getElementById(id)?.scrollIntoView();
}

const boxes = [...form.querySelectorAll('[name=status]')];
const fields = ['text', 'layer', 'area'];

// The part of the address behind # says what is shown, as in #outcome=fail,known&area=posix.rename;
// without an = it is the id of an area or a check.
function read(fragment) {
  const asked = new URLSearchParams(fragment.slice(1));
  form.reset();
  for (const field of fields.filter(field => asked.has(field))) {
    form.elements[field].value = asked.get(field);
  }
  if (asked.has('outcome')) {
    const outcomes = new Set(asked.get('outcome').split(','));
    boxes.forEach(box => { box.checked = outcomes.has(box.value); });
  }
  apply();
}

function write() {
  const shown = new URLSearchParams();
  const outcomes = boxes.filter(box => box.checked).map(box => box.value);
  if (outcomes.length < boxes.length) {
    shown.set('outcome', outcomes.join(','));
  }
  for (const field of fields.filter(field => form.elements[field].value)) {
    shown.set(field, form.elements[field].value);
  }
  const fragment = shown.toString().replaceAll('%2C', ',');
  history.replaceState(null, '', fragment ? `#${fragment}` : location.pathname + location.search);
}

function follow() {
  if (location.hash.includes('=')) {
    read(location.hash);
  } else if (location.hash) {
    showAreaOf(location.hash.slice(1));
  }
}

form.addEventListener('input', () => {
  apply();
  write();
});
window.addEventListener('hashchange', follow);
form.addEventListener('submit', event => event.preventDefault());
for (const link of document.querySelectorAll('#matrix a')) {
  link.addEventListener('click', () => showAreaOf(link.hash.slice(1)));
}
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.target.matches('input, select')) {
    event.preventDefault();
    form.elements.text.focus();
  }
});

// Who has failures comes for those.
const failing = articles.some(article => article.dataset.status === 'fail');
if (failing && !location.hash) {
  boxes.forEach(box => { box.checked = box.value === 'fail'; });
}
form.hidden = false;
apply();
follow();
