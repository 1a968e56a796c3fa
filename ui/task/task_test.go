package task_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/ui/task"
)

func TestAnswersArriveUnlessTheScopeHasEnded(t *testing.T) {
	var step task.Step
	scope := task.NewScope(t.Context(), &step)
	var got []int
	ask := func(n int) {
		task.Do(scope, func(context.Context) (int, error) { return n, nil }, func(n int, _ error) { got = append(got, n) })
	}
	ask(1)
	ask(2)
	step.Release(1)
	scope.End()
	step.Release(0)
	if !slices.Equal(got, []int{2}) {
		t.Errorf("got %v, want the answer before the end only", got)
	}
}

func TestLatestDropsTheOvertakenAnswer(t *testing.T) {
	var step task.Step
	var latest task.Latest
	var got []string
	for _, query := range []string{"r", "re", "ren"} {
		ctx := latest.Next(t.Context())
		task.DoContext(ctx, &step, func(context.Context) (string, error) { return query, nil },
			func(answer string, _ error) { got = append(got, answer) })
	}
	step.Release(2)
	step.Release(0)
	step.Release(0)
	if !slices.Equal(got, []string{"ren"}) {
		t.Errorf("got %v, want only the last", got)
	}
}

func TestDoHandsOnTheError(t *testing.T) {
	want := errors.New("no")
	var got error
	task.DoContext(t.Context(), &task.Now{}, func(context.Context) (int, error) { return 0, want }, func(_ int, err error) { got = err })
	if !errors.Is(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestPulseDrawsAtMostTenTimesASecondAndTheLastStateAlways(t *testing.T) {
	var now task.Now
	count, drawn, draws := 0, 0, 0
	pulse := task.NewPulse(&now, func() { drawn = count; draws++ })
	for range 1000 {
		count++
		pulse.Mark()
		now.Advance(time.Millisecond)
	}
	now.Advance(task.PulseGap)
	if draws > 10 || drawn != 1000 {
		t.Errorf("%d draws, the last at %d; want at most 10, the last at 1000", draws, drawn)
	}
	count++
	pulse.Mark()
	pulse.Stop()
	now.Advance(time.Second)
	if drawn != 1000 {
		t.Error("drew after Stop")
	}
}

func TestDebounceCallsOnlyTheLast(t *testing.T) {
	var now task.Now
	got := ""
	debounce := task.NewDebounce(&now, 50*time.Millisecond)
	for _, text := range []string{"a", "ab", "abc"} {
		debounce.Call(func() { got += text + ";" })
		now.Advance(40 * time.Millisecond)
	}
	now.Advance(time.Second)
	if got != "abc;" {
		t.Errorf("called %q", got)
	}
}

func TestDebounceCallsTheFirstAtOnceWhenItIsPrompt(t *testing.T) {
	var now task.Now
	got := ""
	debounce := task.NewDebounce(&now, 50*time.Millisecond)
	prompt := func(text string) { debounce.Prompt(func() { got += text + ";" }) }
	steps := []struct {
		do   func()
		want string
	}{
		{func() { prompt("a") }, "a;"},
		{func() {
			prompt("ab")
			now.Advance(40 * time.Millisecond)
			prompt("abc")
			now.Advance(40 * time.Millisecond)
		}, "a;"},
		{func() { now.Advance(10 * time.Millisecond) }, "a;abc;"},
		{func() { prompt("abcd") }, "a;abc;abcd;"},
		{func() { now.Advance(50 * time.Millisecond); prompt("abcde") }, "a;abc;abcd;abcde;"},
		{func() { prompt("x"); debounce.Stop(); now.Advance(time.Second) }, "a;abc;abcd;abcde;"},
	}
	for i, step := range steps {
		if step.do(); got != step.want {
			t.Fatalf("step %d: called %q, want %q", i, got, step.want)
		}
	}
}

// What a person writes quickly one after the other is written in that order, the next once the one before was.
func TestAQueueWritesInOrder(t *testing.T) {
	var step task.Step
	queue := task.NewQueue(&step)
	var got []string
	for _, name := range []string{"a", "b", "c"} {
		queue.Add(func(context.Context) { got = append(got, "write "+name) }, func() { got = append(got, "did "+name) })
	}
	if !slices.Equal(got, []string{"write a"}) {
		t.Errorf("began %q, want the first only", got)
	}
	for range 3 {
		step.Release(0)
	}
	if want := []string{"write a", "write b", "did a", "write c", "did b", "did c"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	queue.Add(func(context.Context) { got = append(got, "write d") }, func() {})
	if got[len(got)-1] != "write d" {
		t.Errorf("behind the last: %q", got)
	}
}

func TestEveryEndsWithItsContext(t *testing.T) {
	var now task.Now
	ctx, end := context.WithCancel(t.Context())
	calls := 0
	task.Every(ctx, &now, time.Second, func() { calls++ })
	now.Advance(3 * time.Second)
	end()
	now.Advance(time.Minute)
	if calls != 3 {
		t.Errorf("%d calls, want 3", calls)
	}
}

// uiLoop is a stand-in for Fyne's UI goroutine.
func uiLoop(t *testing.T) (do func(func())) {
	queue := make(chan func(), 100)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for f := range queue {
			f()
		}
	}()
	t.Cleanup(func() { close(queue); <-ended })
	return func(f func()) { queue <- f }
}

func TestUIRunsWorkElsewhereAndDoneOnTheLoop(t *testing.T) {
	do := uiLoop(t)
	ui := task.NewUI(do)
	answers := make(chan int, 1)
	block := make(chan struct{})
	task.DoContext(t.Context(), ui, func(context.Context) (int, error) { <-block; return 7, nil },
		func(n int, _ error) { answers <- n })
	do(func() { close(block) }) // the loop is free while work waits, else this would never run
	if got := <-answers; got != 7 {
		t.Errorf("got %d", got)
	}
}

// What ends within a frame is answered before Soon returns, what takes longer afterwards, and what was overtaken never.
func TestSoonWaitsForAFrame(t *testing.T) {
	for _, test := range []struct {
		name      string
		takes     time.Duration
		overtaken bool
		soon      bool
		answers   int
	}{
		{"quick", task.Patience / 2, false, true, 1},
		{"slow", 2 * task.Patience, false, false, 1},
		{"overtaken", 2 * task.Patience, true, false, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				queue := make(chan func(), 10)
				scope := task.NewScope(t.Context(), task.NewUI(func(f func()) { queue <- f }))
				ctx, end := context.WithCancel(scope.Context())
				defer end()
				began, answers := time.Now(), 0
				task.DoSoon(ctx, scope, func(context.Context) (int, error) { <-time.After(test.takes); return 7, nil }, func(n int, _ error) { answers += n / 7 })
				if waited := time.Since(began); waited > task.Patience || (answers > 0) != test.soon {
					t.Errorf("%d answers after %v", answers, waited)
				}
				if test.overtaken {
					end()
				}
				<-time.After(time.Minute)
				for len(queue) > 0 {
					(<-queue)()
				}
				if answers != test.answers {
					t.Errorf("%d answers in the end, want %d", answers, test.answers)
				}
			})
		})
	}
}

func TestCloseWaitsForWorkAndRefusesNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ui := task.NewUI(func(f func()) { f() })
		block := make(chan struct{})
		ui.Go(t.Context(), func(context.Context) { <-block }, nil)
		ctx, end := context.WithTimeout(t.Context(), time.Second)
		defer end()
		if err := ui.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("closed with work running: %v", err)
		}
		close(block)
		if err := ui.Close(t.Context()); err != nil {
			t.Errorf("close: %v", err)
		}
		ui.Go(t.Context(), func(context.Context) { t.Error("work began after Close") }, nil)
	})
}

func TestStoppedTimerStaysSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ui := task.NewUI(func(f func()) { f() })
		fired := make(chan string, 2)
		stop := ui.After(time.Second, func() { fired <- "stopped" })
		ui.After(2*time.Second, func() { fired <- "kept" })
		stop()
		if got := <-fired; got != "kept" {
			t.Errorf("fired %s", got)
		}
	})
}

// TestNoAnswerIsGivenWhileTheWindowIsTakenDown: once the toolkit's loop has ended, it runs answers on the goroutines of their works, and one met
// the window in the midst of its end. The race detector tells.
func TestNoAnswerIsGivenWhileTheWindowIsTakenDown(t *testing.T) {
	u := task.NewUI(func(f func()) { f() })
	answers := 0
	for range 20 {
		u.Go(t.Context(), nil, func() { answers++ })
		u.Leave(func() { answers++ })
	}
	if err := u.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if answers != 40 {
		t.Errorf("%d answers", answers)
	}
}
