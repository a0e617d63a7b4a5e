// DATA stands before: {start, count, gap, left: so many are left out before that one, step: "Step %1 of %2", none, noLine, pair, expected: [name], legs: [{first: [[name, value]], end: step}],
// steps: [{legs: [reached or null], leg, changed: [[leg, name, value]]}]}
(function () {
  var root = document.documentElement, byId = function (id) { return document.getElementById(id) },
      all = function (selector) { return [].slice.call(document.querySelectorAll(selector)) },
      items = all('.st>li'), current = 0;
  root.classList.add('js');
  function light(id, on) { var element = byId(id); if (element) element.classList.toggle('on', on) }
  // What the header of a packet is after so many steps: names in order, values by name.
  function headerOf(leg, until) {
    var header = { names: [], values: {} };
    function put(pair) {
      if (!(pair[0] in header.values)) header.names.push(pair[0]);
      header.values[pair[0]] = pair[1];
    }
    DATA.legs[leg].first.forEach(put);
    for (var i = 0; i <= until; i++)
      DATA.steps[i].changed.forEach(function (one) { if (one[0] == leg) put([one[1], one[2]]) });
    return header;
  }
  function element(name, text, parent) {
    var made = document.createElement(name);
    made.textContent = text;
    return parent.appendChild(made);
  }
  function showHeader() {
    var leg = DATA.steps[current].leg, list = byId('hd'),
        a = DATA.pair ? headerOf(0, current) : headerOf(leg, -1), b = headerOf(DATA.pair ? 1 : leg, current);
    list.textContent = '';
    a.names.concat(b.names.filter(function (name) { return !(name in a.values) })).forEach(function (name) {
      var before = a.values[name] || DATA.none, now = b.values[name] || DATA.none, row = list.appendChild(document.createElement('div'));
      element('dt', name, row);
      var value = element('dd', '', row);
      if (before != now && !(DATA.pair && DATA.expected.indexOf(name) >= 0)) {
        row.className = 'ch';
        element('s', before + (DATA.pair ? ' | ' : ' \u2192 '), value);
      }
      else if (before != now) now = before + ' | ' + now;
      value.appendChild(document.createTextNode(now));
    });
  }
  function showWays() {
    DATA.legs.forEach(function (leg, j) {
      var reached = DATA.steps[current].reached[j], isOn = DATA.pair || DATA.steps[current].leg == j;
      all('.w' + j).forEach(function (path) {
        path.style.strokeDashoffset = 1001 - reached;
        path.classList.toggle('on', isOn && !(path.classList.contains('dot') && current >= leg.end)); // then its mark is there
        path.classList.toggle('past', !isOn);
      });
    });
  }
  function numberOf(index) { return index + 1 + (index >= DATA.gap ? DATA.left : 0) }
  function show(index, quiet) {
    current = Math.max(0, Math.min(items.length - 1, index || 0));
    items.forEach(function (item, k) {
      var button = item.firstChild, isSeen = k <= current && (DATA.pair || DATA.steps[k].leg == DATA.steps[current].leg);
      item.classList.toggle('done', k < current);
      item.classList.toggle('now', k == current);
      if (k == current) button.setAttribute('aria-current', 'step'); else button.removeAttribute('aria-current');
      light('n' + k, isSeen); light('d' + k, isSeen); light('x' + k, isSeen); light('y' + k, isSeen); light('r' + k, k == current);
    });
    showWays();
    var item = items[current], line = item.querySelector('.raw');
    byId('ov').textContent = DATA.step.replace('%1', numberOf(current)).replace('%2', DATA.count) + '  \u00b7  ' + item.querySelector('.t').textContent;
    byId('ti').textContent = item.querySelector('b').textContent;
    byId('sa').textContent = item.querySelector('.why').textContent;
    byId('rw').textContent = line ? line.textContent : DATA.noLine;
    showHeader();
    byId('prev').disabled = current == 0;
    byId('next').disabled = current == items.length - 1;
    if (!quiet) try { history.replaceState(null, '', '#' + numberOf(current)) } catch (e) { }
  }
  function fromHash() {
    var index = parseInt(location.hash.slice(1), 10) - 1;
    return index >= DATA.gap ? Math.max(DATA.gap, index - DATA.left) : index;
  }
  byId('prev').onclick = function () { show(current - 1) };
  byId('next').onclick = function () { show(current + 1) };
  items.forEach(function (item, k) { item.firstChild.onclick = function () { show(k) } });
  document.addEventListener('keydown', function (e) {
    if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    var to = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: items.length - 1 }[e.key];
    if (to === undefined) return;
    show(to);
    e.preventDefault();
  });
  addEventListener('hashchange', function () { if (fromHash() >= 0) show(fromHash(), true) });
  show(fromHash() >= 0 ? fromHash() : DATA.start, true);
})();
