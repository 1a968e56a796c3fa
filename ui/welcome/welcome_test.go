package welcome_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
	"tamtam/ui/welcome"
)

type accounts struct{ err error }

func (a accounts) Sample(context.Context) error { return a.err }

// shown is the page in a window, and what it led to.
type shown struct {
	*uitest.Window
	connected, sampled, opened int
}

func show(t *testing.T, mode look.Mode, err error) *shown {
	t.Helper()
	s := &shown{Window: uitest.New(t, mode)}
	s.Resize(1024, 700)
	page := welcome.New(welcome.Needs{
		Accounts: accounts{err}, Connect: func() { s.connected++ }, Sampled: func() { s.sampled++ }, Open: func() { s.opened++ }, Runner: s.Runner, Stage: s.Stage,
	})
	s.Show(page.Content())
	page.Enter(t.Context())
	t.Cleanup(page.Leave)
	return s
}

func TestPictures(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		t.Run("all is well", func(t *testing.T) {
			s := show(t, mode, nil)
			s.Golden("welcome")
			s.Resize(1440, 900)
			s.Golden("welcome-wide")
		})
		t.Run("failed", func(t *testing.T) {
			s := show(t, mode, core.E(core.Full, "keep the connection", nil))
			s.Tap("Try with sample data")
			s.Golden("failed")
		})
	})
}

func TestEachDoorLeadsIn(t *testing.T) {
	s := show(t, uitest.Light, nil)
	s.Tap("Connect Gong")
	s.Tap("Try with sample data")
	s.Tap("Open exported files")
	if s.connected != 1 || s.sampled != 1 || s.opened != 1 {
		t.Errorf("connected %d, sampled %d, opened %d", s.connected, s.sampled, s.opened)
	}
}

func TestDoorsOpenByKeyboard(t *testing.T) {
	s := show(t, uitest.Light, nil)
	s.Tab(1)
	s.Key(fyne.KeyReturn)
	if s.connected != 1 {
		t.Error("the first door stays shut")
	}
	s = show(t, uitest.Light, nil)
	s.Tab(2)
	s.Key(fyne.KeySpace)
	if s.sampled != 1 {
		t.Error("the second door stays shut")
	}
}

func TestAFailureIsASentence(t *testing.T) {
	s := show(t, uitest.Light, core.Errorf(core.Full, "keep the connection", "raw words"))
	s.Tap("Try with sample data")
	s.MustShow("The sample account could not be started.")
	s.MustNotShow("raw words")
	if s.sampled != 0 {
		t.Error("went on all the same")
	}
}
