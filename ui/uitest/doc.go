// Package uitest gives window tests a fixed world: one window of a fixed size, Tamtam's theme, a fixed language, zone and scale,
// pictures compared with masters in testdata, and ways to find, press and type like a person.
//
//	func TestEmpty(t *testing.T) {
//		w := uitest.New(t, uitest.Light)
//		w.Show(page.Content())
//		w.Golden("empty")             // testdata/empty.xml and testdata/empty-light.png
//		w.Tap("New dataset")
//	}
//
// Masters that differ or are missing are written when TAMTAM_GOLDEN=write is set; look at every one that changes. The state of Fyne's
// test driver is global: no t.Parallel, one window per test.
package uitest
