package kit_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestCardIsTickedByMouseAndKeys(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	var told []bool
	card := kit.NewCard(assets.Calls, "Calls", "Every call", func(on bool) { told = append(told, on) })
	w.Show(kit.Grid(64, card))
	w.Tap("Calls")
	w.Key(fyne.KeySpace)
	w.Key(fyne.KeyReturn)
	card.Disable()
	w.Key(fyne.KeySpace)
	if want := []bool{true, false, true}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	if got := card.AccessibilityLabel(); got != "Calls, ticked" {
		t.Errorf("label %q", got)
	}
}

func TestGridMakesAsManyColumnsAsFit(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	cards := make([]fyne.CanvasObject, 7)
	for i := range cards {
		cards[i] = kit.NewCard(assets.Calls, fmt.Sprint(i), "", nil)
	}
	w.Show(kit.Grid(64, cards...))
	for width, want := range map[float32]int{300: 1, 600: 2, 900: 3, 1400: 5} {
		w.Resize(width, 700)
		columns := 0
		for _, card := range cards {
			if card.Position().Y == 0 {
				columns++
			}
		}
		if columns != want {
			t.Errorf("%v wide: %d columns, want %d", width, columns, want)
		}
	}
}

func TestDialogKeepsTheWindowWaiting(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	behind := kit.NewEntry()
	w.Show(behind)
	w.Window.Canvas().Focus(behind)
	name := kit.NewEntry()
	confirmed, closed := 0, 0
	dialog := &kit.Dialog{
		Title: "Rename", Content: kit.NewFormField("Name", name, ""), Confirm: "Rename", Focus: name,
		OnConfirm: func() bool { confirmed++; return name.Text != "" }, OnClose: func() { closed++ },
	}
	w.Stage.Open(dialog)
	w.Key(fyne.KeyReturn)
	if confirmed != 1 || !w.Stage.Modal() {
		t.Fatalf("Enter confirmed %d times; a dialog whose OnConfirm says no stays open: %v", confirmed, w.Stage.Modal())
	}
	w.Type("Renewals")
	w.Key(fyne.KeyReturn)
	if confirmed != 2 || closed != 1 || w.Stage.Modal() {
		t.Errorf("confirmed %d times, closed %d times, open %v", confirmed, closed, w.Stage.Modal())
	}
	if w.Window.Canvas().Focused() != behind {
		t.Error("the focus did not come back")
	}
}

func TestEscapeClosesADialogWhoseFieldHasTheFocus(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Show(kit.NewHeading("Behind"))
	field := kit.NewEntry()
	w.Stage.Open(&kit.Dialog{Title: "Name", Content: field, Confirm: "Save", Focus: field})
	w.Key(fyne.KeyEscape)
	if w.Stage.Modal() {
		t.Error("still open")
	}
}

func TestCtrlEnterConfirmsADialogFromAFieldOfSeveralLines(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Show(kit.NewHeading("Behind"))
	field := kit.NewEntry()
	field.MultiLine = true
	kept := ""
	w.Stage.Open(&kit.Dialog{Title: "Note", Content: field, Confirm: "Keep", Focus: field, OnConfirm: func() bool { kept = field.Text; return true }})
	w.Type("one")
	w.Key(fyne.KeyReturn)
	w.Type("two")
	field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}) // the driver's way: to the focus
	if kept != "one\ntwo" || w.Stage.Modal() {
		t.Errorf("kept %q", kept)
	}
}

func TestSecondDialogHidesTheFirst(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Show(kit.NewHeading("Behind"))
	w.Stage.Open(&kit.Dialog{Title: "First", Content: kit.NewText("one"), Confirm: "Go"})
	deleted := false
	w.Stage.ConfirmDestructive("Second?", "All of it is lost.", "Delete", func() { deleted = true })
	if n := len(w.Window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs are visible", n)
	}
	w.Key(fyne.KeyReturn)
	if deleted {
		t.Error("Enter alone destroyed something")
	}
	w.Tap("Delete")
	if !deleted {
		t.Error("the button did nothing")
	}
	w.MustShow("First")
	w.Key(fyne.KeyEscape)
	if w.Stage.Modal() {
		t.Error("still open")
	}
}

func TestToastsPassAndAtMostThreeAreShown(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Show(kit.NewHeading("Page"))
	for i := range 4 {
		w.Stage.Toast(kit.Good, fmt.Sprint("news ", i))
	}
	w.MustNotShow("news 0")
	w.MustShow("news 1", "news 3")
	undone := false
	w.Stage.ToastWith(kit.Neutral, "Deleted.", "Undo", func() { undone = true })
	w.Runner.Advance(7 * time.Second)
	w.Settle()
	w.MustNotShow("news 3")
	w.Tap("Undo")
	if !undone {
		t.Error("the button did nothing")
	}
	w.MustNotShow("Deleted.")
}

func TestTipAppearsWhenThePointerRests(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Show(kit.Line(2, kit.NewIconButton(assets.Refresh, "Refresh now", func() {}), kit.Grow(kit.NewText("page"))))
	tip := func() bool { return slices.Contains(w.Texts(), "Refresh now") }
	w.Hover("Refresh now")
	if tip() {
		t.Error("shown at once")
	}
	w.Runner.Advance(time.Second)
	if !tip() {
		t.Error("not shown after a second")
	}
	test.MoveMouse(w.Window.Canvas(), fyne.NewPos(500, 500))
	if tip() {
		t.Error("still shown when the pointer has left")
	}
}

// Nothing tells the object that the pointer is on something else when what it stands on is scrolled away under it.
func TestTipGoesWhenItsObjectIsScrolledAway(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	scroll := kit.NewVScroll(kit.Column(2, kit.NewIconButton(assets.Refresh, "Refresh now", func() {}), kit.Sized(10, 500, kit.NewText("page"))))
	w.Show(scroll)
	w.Hover("Refresh now")
	w.Runner.Advance(time.Second)
	if !slices.Contains(w.Texts(), "Refresh now") {
		t.Fatal("no tip")
	}
	scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -80}})
	if slices.Contains(w.Texts(), "Refresh now") {
		t.Error("the tip stands over what was scrolled to")
	}
}

// A letter's character comes after its key, to whatever has the focus by then: it must not be typed into what the key opens.
func TestWhatALetterOpensInAListComesAfterItsCharacter(t *testing.T) {
	w, list, log := keyList(t)
	runner := &task.Step{}
	t.Cleanup(kit.NewStage(w.Window.Canvas(), runner).Close)
	list.OnKey = func(i int, key fyne.KeyName) bool {
		*log = append(*log, fmt.Sprint(key, " ", i))
		return true
	}
	list.Focus()
	w.Key(fyne.KeyDown)
	*log = nil
	w.Key(fyne.KeyC)
	w.Key(fyne.KeyDelete)
	if want := []string{"Delete 1"}; !slices.Equal(*log, want) {
		t.Errorf("within the event: %q, want %q", *log, want)
	}
	runner.Release(0)
	if want := []string{"Delete 1", "C 1"}; !slices.Equal(*log, want) {
		t.Errorf("after it: %q, want %q", *log, want)
	}
}

func keyList(t *testing.T) (*uitest.Window, *kit.KeyList, *[]string) {
	t.Helper()
	w := uitest.New(t, uitest.Light)
	log := new([]string)
	list := kit.NewKeyList(func() int { return 100 }, func() fyne.CanvasObject { return kit.NewRow() },
		func(i int, o fyne.CanvasObject) {
			o.(*kit.Row).Set(assets.Datasets, fmt.Sprint("row ", i), "detail", "")
		})
	list.OnSelect = func(i int) { *log = append(*log, fmt.Sprint("select ", i)) }
	list.OnOpen = func(i int) { *log = append(*log, fmt.Sprint("open ", i)) }
	w.Show(list)
	return w, list, log
}

func TestKeyListMovesByKeys(t *testing.T) {
	w, list, log := keyList(t)
	list.Focus()
	steps := []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyDown, 1}, {fyne.KeyEnd, 99}, {fyne.KeyDown, 99}, {fyne.KeyUp, 98}, {fyne.KeyHome, 0}, {fyne.KeyPageDown, 10}, {fyne.KeyPageUp, 0},
	}
	for _, step := range steps {
		w.Key(step.key)
		if got := list.Highlighted(); got != step.want {
			t.Errorf("%s leads to row %d, want %d", step.key, got, step.want)
		}
	}
	w.Key(fyne.KeySpace)
	w.Key(fyne.KeyReturn)
	if want := []string{"select 0", "open 0"}; !slices.Equal(*log, want) {
		t.Errorf("told %q, want %q", *log, want)
	}
}

// TestKeysMoveInAListThatBecameShorter: filtered down from a row far below, the list had its highlight behind its end, and Enter did nothing.
func TestKeysMoveInAListThatBecameShorter(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	length, opened := 100, -1
	list := kit.NewKeyList(func() int { return length }, func() fyne.CanvasObject { return kit.NewText("") }, func(int, fyne.CanvasObject) {})
	list.OnOpen = func(i int) { opened = i }
	w.Show(list)
	list.Focus()
	w.Key(fyne.KeyEnd)
	length = 2
	list.Refresh()
	w.Key(fyne.KeyUp)
	w.Key(fyne.KeyReturn)
	if list.Highlighted() != 0 || opened != 0 {
		t.Errorf("row %d is highlighted, row %d opened", list.Highlighted(), opened)
	}
}

func TestKeyListTellsEveryTapAndOpensOnTheSecond(t *testing.T) {
	w, _, log := keyList(t)
	w.Tap("row 2")
	w.Runner.Advance(time.Second)
	w.Tap("row 2")
	w.Tap("row 2")
	if want := []string{"select 2", "select 2", "select 2", "open 2"}; !slices.Equal(*log, want) {
		t.Errorf("told %q, want %q", *log, want)
	}
}

func TestSearchFieldIsEmptiedByEscape(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	var got []string
	search := kit.NewSearchField("Filter", func(text string) { got = append(got, text) })
	w.Show(search)
	w.Window.Canvas().Focus(search.Entry)
	w.Type("ab")
	w.Key(fyne.KeyEscape)
	if want := []string{"a", "ab", ""}; !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestAButtonPressedByKeyKeepsTheFocus(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	pressed := 0
	button := kit.NewButton("Refresh", nil, func() { pressed++ })
	w.Show(button)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeySpace} {
		w.Window.Canvas().Focus(button)
		w.Key(key)
		if w.Window.Canvas().Focused() != button {
			t.Errorf("after %s the focus is gone", key)
		}
	}
	button.Disable()
	w.Key(fyne.KeyReturn)
	if pressed != 2 {
		t.Errorf("pressed %d times, want 2", pressed)
	}
}

func TestSecretIsShownOnlyOnDemand(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	secret := kit.NewSecretEntry()
	w.Show(kit.NewFormField("Secret", secret, ""))
	secret.SetText("s3cret")
	w.MustNotShow("s3cret")
	w.Tap("Show the secret")
	w.MustShow("s3cret")
	w.Tap("Hide the secret")
	w.MustNotShow("s3cret")
}

func TestSegmentsMoveByKeys(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	var told []int
	choice := kit.NewSegments([]string{"One", "Two", "Three"}, 0, func(i int) { told = append(told, i) })
	w.Show(choice)
	w.Tap("Two")
	w.Key(fyne.KeyRight)
	w.Key(fyne.KeyRight)
	w.Key(fyne.KeyLeft)
	if want := []int{1, 2, 1}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestDetailsAreFoldedAndCanBeCopied(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Show(kit.NewErrorState(kit.Trouble{Headline: "It failed", Details: "request 4f1c"}, w.App.Clipboard()))
	w.MustNotShow("request 4f1c")
	w.Tap("Details")
	w.MustShow("request 4f1c")
	w.Tap("Copy")
	if got := w.App.Clipboard().Content(); got != "request 4f1c" {
		t.Errorf("copied %q", got)
	}
}

func TestWidgetsSpeak(t *testing.T) {
	uitest.New(t, uitest.Light)
	row := kit.NewRow()
	row.Set(nil, "Renewals", "12 records", "now")
	secret := kit.NewSecretEntry()
	kit.NewFormField("Access key secret", secret, "")
	secret.SetText("hidden")
	progress := kit.NewProgressRow(assets.Calls, "Calls")
	progress.State = "Waiting"
	format, order, account := kit.NewSelect([]string{"Text", "CSV"}, nil), kit.NewSelect([]string{"Newest"}, nil), kit.NewSelect(nil, nil)
	kit.NewFormField("Format", format, "")
	format.Selected, order.Selected = "CSV", "Newest"
	account.Label, account.PlaceHolder = "Account", "Choose one"
	want := map[string]fyne.Accessible{
		"Heading":                   kit.NewHeading("Heading"),
		"Text":                      kit.NewParagraph("Text"),
		"Save":                      kit.NewPrimary("Save", nil, nil),
		"Refresh now":               kit.NewIconButton(assets.Refresh, "Refresh now", nil),
		"Good":                      kit.NewBadge("Good", kit.Good),
		"Connected":                 kit.NewStatusDot("Connected", kit.Good),
		"Private calls, not ticked": kit.NewCheck("Private calls", nil),
		"Renewals, 12 records, now": row,
		"Calls, Waiting":            progress,
		"Access key secret":         secret,
		"Format, CSV":               format,
		"Newest":                    order,
		"Account, Choose one":       account,
		"Partly failed":             kit.NewBanner(kit.Warn, "Partly failed"),
		"9 Apr 2026":                kit.NewTip("9 Apr 2026", kit.NewText("now")),
		"Two":                       kit.NewSegments([]string{"One", "Two"}, 1, nil),
	}
	for label, widget := range want {
		if got := widget.AccessibilityLabel(); got != label || widget.AccessibilityRole() == "" {
			t.Errorf("%T says %q as %q, want %q", widget, got, widget.AccessibilityRole(), label)
		}
	}
}

// A button that was hidden when it was drawn first used to come without its icon.
func TestAButtonHasItsIconWhenItAppears(t *testing.T) {
	both(t, func(t *testing.T, w *uitest.Window) {
		plain, late := kit.NewButton("Refresh all", assets.Refresh, nil), kit.NewButton("Refresh all", assets.Refresh, nil)
		late.Hidden = true
		late.MinSize()
		late.Hidden = false
		if late.MinSize() != plain.MinSize() {
			t.Errorf("it measures %v, want %v", late.MinSize(), plain.MinSize())
		}
	})
}

// The toolkit knows the canvas of an object only once it was drawn, and the test driver knows that of any: a page that asks itself would
// find no window to give the focus, and its tests would not show it.
func TestOnlyCanvasOfAsksTheToolkit(t *testing.T) {
	asked := 0
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if n := strings.Count(string(source), ".CanvasForObject("); n > 0 {
			t.Logf("%s: %d", path, n)
			asked += n
		}
		return err
	})
	if err != nil || asked != 1 {
		t.Errorf("asked in %d places, want one: kit.Focus and canvasOf are for all (%v)", asked, err)
	}
}

// A button that was pressed by Space used to put that space into the field of the dialog that it opened: into a passphrase, where nobody sees
// it.
func TestSpaceIsNotTypedIntoADialogThatItOpens(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	phrase := kit.NewSecretEntry()
	open := func() {
		w.Stage.Open(&kit.Dialog{Title: "Unlock", Content: kit.NewFormField("Passphrase", phrase, ""), Confirm: "Unlock", Focus: phrase.Entry})
	}
	button := kit.NewButton("Unlock", nil, open)
	card := kit.NewCard(assets.Calls, "Calls", "Every call", func(bool) { open() })
	w.Show(kit.Column(1, button, card))
	for _, pressed := range []fyne.Focusable{button, card} {
		w.Window.Canvas().Focus(pressed)
		w.Key(fyne.KeySpace)
		w.Type("long canary phrase")
		if got := phrase.Text(); got != "long canary phrase" {
			t.Errorf("%T: the passphrase is %q", pressed, got)
		}
		phrase.SetText("")
		w.Key(fyne.KeyEscape)
	}
}
