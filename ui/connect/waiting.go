package connect

import (
	"time"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// waiting is the left half while a login is under way: what is awaited and for how long, and the way that always works, the address that the
// browser was sent to.
type waiting struct {
	object *fyne.Container

	title   *kit.Text
	left    *kit.Text
	words   *kit.Paragraph
	notice  *outcome
	copy    *kit.Button
	open    *kit.Button
	buttons *fyne.Container
	paste   *kit.Entry
	field   *kit.FormField
	use     *kit.Button
	pasting *fyne.Container

	login Login // nil when none is awaited
	bare  bool  // the person was warned that what is pasted is only a code
	grown func()
}

func newWaiting(clipboard fyne.Clipboard, open, grown func()) *waiting {
	w := &waiting{
		title: kit.NewStrong(""), left: kit.NewMuted(""), words: kit.NewParagraph(""), notice: newOutcome(clipboard, grown),
		paste: kit.NewEntry(), grown: grown,
	}
	w.copy = kit.NewButton("Copy link", assets.Copy, func() {
		if w.login != nil {
			clipboard.SetContent(w.login.Address())
			w.copy.SetIcon(look.Themed(assets.Tick))
		}
	})
	w.open = kit.NewButton(verbAgain, assets.OpenExternal, open)
	w.buttons = kit.Line(2, w.copy, w.open, kit.Spring())
	w.paste.OnChanged = w.edited
	w.field = kit.NewFormField("Paste the address you were sent to", w.paste, sayPaste)
	w.use = kit.NewButton(verbUse, nil, w.take)
	w.pasting = kit.Column(2, w.field, kit.Line(0, w.use, kit.Spring()))
	w.left.Shrink = false
	w.object = kit.Column(3.5, kit.Line(2, kit.Grow(w.title), w.left), w.words, w.notice.object, w.buttons, w.pasting)
	return w
}

// await shows that the login's answer is awaited.
func (w *waiting) await(login Login) {
	w.login = login
	w.bare = false
	w.copy.SetIcon(look.Themed(assets.Copy))
	w.paste.SetText("")
	w.paste.Enable()
	w.use.Enable()
	w.notice.silence()
	w.pasting.Show()
	w.buttons.Show()
}

// tell says where the login stands.
func (w *waiting) tell(title, words string) {
	w.title.Set(title)
	w.words.Set(words)
	w.grown()
}

// count shows how long the login still waits.
func (w *waiting) count(now time.Time) { w.left.Set(sayRemaining(w.login.Until().Sub(now))) }

// answered leaves only the words: there is nothing to open or paste any more.
func (w *waiting) answered() {
	w.login = nil
	w.paste.SetText("") // it bears the code
	w.left.Set("")
	w.pasting.Hide()
	w.buttons.Hide()
	w.notice.silence()
}

// edited takes back what was said of the text before. Enter is for the dialog while there is none.
func (w *waiting) edited(text string) {
	w.warn("")
	w.bare = false
	w.use.SetText(verbUse)
	w.paste.OnSubmitted = nil
	if text != "" {
		w.paste.OnSubmitted = func(string) { w.take() }
	}
}

// take hands what was pasted to the login. A code alone is taken only on the second word.
func (w *waiting) take() {
	if w.login == nil || w.use.Disabled() {
		return
	}
	var err error
	if w.bare {
		err = w.login.PasteCode(w.paste.Text)
	} else {
		err = w.login.Paste(w.paste.Text)
	}
	if err == nil {
		w.paste.Disable()
		w.use.Disable()
		w.tell(sayAnswered, sayFetching)
		return
	}
	words, bare := sayPasted(err)
	w.warn(words)
	if w.bare = bare; bare {
		w.use.SetText(verbUseCode)
	}
}

func (w *waiting) warn(sentence string) {
	w.field.SetError(sentence)
	w.grown()
}

// forget empties the field.
func (w *waiting) forget() {
	w.login = nil
	forget(w.paste)
}
