// A back link goes back: to the same place in the page before, when that is the page it names.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-back]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (link && plain && link.href === document.referrer && history.length > 1) {
    event.preventDefault();
    history.back();
  }
});
