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

form.addEventListener('input', apply);
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
  for (const box of form.querySelectorAll('[name=status]')) {
    box.checked = box.value === 'fail';
  }
}
form.hidden = false;
apply();
