package reader

import "fyne.io/fyne/v2"

// Hold holds modifiers: the test driver knows none.
func (r *Reader) Hold(m fyne.KeyModifier) { r.modify = func() fyne.KeyModifier { return m } }
