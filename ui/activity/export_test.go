package activity

// LoadingAfter is when a screen says that it is reading.
const LoadingAfter = loadingAfter
