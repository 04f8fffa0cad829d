/* Runs before the first paint, so that a chosen theme does not flash. The key is that of shell/preferences.ts. */
try {
  const theme = localStorage.getItem('svod.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is forbidden: the system's theme it is.
}
