// Package task moves work off the UI goroutine and its answers back onto it. It is the only place under ui that starts
// goroutines or calls fyne.Do; a test holds that.
//
// The promises:
//   - work runs anywhere but on the UI goroutine and touches no Fyne; done runs on the UI goroutine.
//   - A done whose ctx has ended by then is dropped, so a page that was left, or a query that was overtaken, is never answered.
//   - Nothing here draws more than ten times a second because of progress: see Pulse.
//
// A page owns a Scope from Enter to Leave:
//
//	scope := task.NewScope(ctx, runner)          // Enter
//	task.Do(scope, load, func(rows []Row, err error) { p.show(rows, err) })
//	scope.End()                                  // Leave: load's ctx ends, its answer is dropped
//
// A field that asks as one types uses Latest, so that only the last question is answered, Debounce, so that letters that follow
// each other quickly ask once, and DoSoon, so that one frame shows the letter and its answer. The real runner is UI; tests use Now
// (everything at once, on the calling goroutine) or Step (answers released one by one, in any order).
package task
