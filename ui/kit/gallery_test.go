package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

// both runs a test in the light and in the dark palette.
func both(t *testing.T, run func(t *testing.T, w *uitest.Window)) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) { run(t, uitest.New(t, mode)) })
}

func TestGalleryOfCards(t *testing.T) {
	both(t, func(t *testing.T, w *uitest.Window) {
		names := []string{"Calls", "Transcripts", "Users", "User stats", "Scorecards", "Answered scorecards", "Libraries"}
		grid := kit.Grid(64)
		for i, dataType := range core.DataTypes()[:len(names)] {
			card := kit.NewCard(look.DataType(dataType), names[i],
				"Titles, times, participants, topics and trackers of every call, and whatever else does not fit", nil)
			card.Footnote = "api:calls:read:extensive"
			card.Checked = i < 3
			if i == 2 {
				card.FocusGained()
			}
			if i == 4 {
				card.Footnote, card.FootIcon = "Needs api:settings:scorecards:read", assets.Lock
				card.Disable()
			}
			if i == 5 {
				card.Badge, card.BadgeTone = "New", kit.Accent
			}
			card.Refresh()
			grid.Add(card)
		}
		header := kit.Line(2, kit.NewSubheading("Gong data types"), kit.Spring(), kit.NewMuted("3 of 11 selected"),
			kit.NewButton("Select all", nil, nil), kit.NewQuiet("Deselect all", nil, nil))
		w.Show(kit.Pad(6, kit.Column(4, header, grid)))
		w.Golden("cards")
	})
}

func TestGalleryOfRows(t *testing.T) {
	both(t, func(t *testing.T, w *uitest.Window) {
		list := kit.NewKeyList(func() int { return 3 }, func() fyne.CanvasObject {
			return kit.NewRow(kit.NewIconButton(assets.Refresh, "Refresh now", nil), kit.NewIconButton(assets.More, "More", nil))
		}, func(i int, o fyne.CanvasObject) {
			row := o.(*kit.Row)
			row.Badge.Text, row.Badge.Tone, row.Badge.Icon = "Up to date", kit.Good, assets.Check
			if i == 1 {
				row.Badge.Text, row.Badge.Tone, row.Badge.Icon = "Partly failed: 2 types", kit.Warn, assets.Warning
			}
			if i == 2 {
				row.Badge.Text, row.Badge.Tone, row.Badge.Icon = "Importing 63 %", kit.Accent, assets.Sync
			}
			row.Badge.Refresh()
			row.Set(assets.Datasets, "Renewals Q2", "2,134 records, 8.4 MB, 11 data types", "3 minutes ago")
		})
		list.Select(1)
		bars := container.NewVBox()
		for i, state := range []string{"Waiting", "Fetching 63 of 100, 1 min left", "Done, 100 records, 84 KB", "Skipped: no permission", "Failed: Gong did not answer"} {
			row := kit.NewProgressRow(look.DataType(core.DataTypes()[i]), "Transcripts")
			row.State, row.Value, row.Bar = state, 0.63, i == 1 || i == 2
			row.Tone = []kit.Tone{kit.Neutral, kit.Accent, kit.Good, kit.Warn, kit.Bad}[i]
			if i == 2 {
				row.Value = 1
			}
			if i == 4 {
				row.SetAction(assets.Retry, "Try again", func() {})
			}
			if i == 1 {
				row.SetAction(assets.Cancel, "Cancel", func() {})
			}
			row.Refresh()
			bars.Add(row)
		}
		banner := kit.NewBanner(kit.Warn, "Two data types could not be imported. What was imported before is kept.", kit.NewButton("Try again", assets.Retry, nil))
		header := kit.Line(2, kit.NewHeading("Datasets"), kit.Spring(), kit.NewButton("Refresh all", assets.Refresh, nil),
			kit.NewPrimary("New dataset", assets.Plus, nil))
		w.Show(kit.Pad(6, kit.Column(4, header, banner, kit.Sized(0, 50, list), kit.NewPanel(bars))))
		w.Golden("rows")
	})
}

func TestGalleryOfFields(t *testing.T) {
	both(t, func(t *testing.T, w *uitest.Window) {
		key := kit.NewEntry()
		key.SetText("ABCDEF123456")
		secret := kit.NewSecretEntry()
		secret.SetText("secret")
		wrong := kit.NewFormField("API base URL", kit.NewEntry(), "")
		wrong.SetError("Only api.gong.io and addresses that end in .api.gong.io are allowed.")
		search := kit.NewSearchField("Filter datasets", nil)
		form := kit.Column(4,
			kit.NewFormField("Access key", key, "In Gong: Company settings, Ecosystem, API."),
			kit.NewFormField("Access key secret", secret, ""), wrong, search,
			kit.NewSegments([]string{"Last 30 days", "Last 90 days", "Last year", "All", "From, to"}, 1, nil),
			kit.Line(2, kit.NewCheck("Include private calls", nil), kit.NewSelect([]string{"Daily", "Weekly"}, nil)),
			kit.Line(2, kit.NewBadge("Sample data", kit.Accent), kit.NewBadge("Neutral", kit.Neutral), kit.NewBadge("Good", kit.Good),
				kit.NewBadge("Careful", kit.Warn), kit.NewBadge("Failed", kit.Bad), kit.NewStatusDot("Gong: Acme Inc", kit.Good)),
			kit.Line(2, kit.NewPrimary("Save credentials", nil, nil), kit.NewButton("Test connection", assets.Plug, nil),
				kit.NewQuiet("Details", assets.Info, nil), kit.NewDanger("Delete dataset", assets.Delete, nil)),
		)
		w.Show(kit.Pad(6, kit.NarrowLeft(140, form)))
		w.Stage.ToastWith(kit.Good, "“Renewals Q2” was deleted.", "Undo", func() {})
		w.Stage.Toast(kit.Bad, "Gong did not answer. Tamtam tries again in a minute; what is here stays as it is.")
		w.Golden("fields")
	})
}

func TestGalleryOfStates(t *testing.T) {
	both(t, func(t *testing.T, w *uitest.Window) {
		empty := kit.NewEmptyState(assets.Datasets, "No datasets yet", "A dataset holds Gong data as readable text, and is brought up to date with one click.",
			kit.NewPrimary("New dataset", assets.Plus, nil), kit.NewButton("Try with sample data", assets.Sample, nil))
		failed := kit.NewErrorState(kit.Trouble{
			Headline: "Gong refused the key", Cause: "The access key was revoked, or it belongs to another account.",
			Next: "Enter a new key in Settings, Integrations. Your datasets stay as they are.", Details: "unauthorized, request 4f1c",
		}, w.App.Clipboard(), kit.NewPrimary("Open Integrations", assets.Plug, nil))
		w.Show(kit.Column(0, kit.Fill(empty), kit.NewDivider(), kit.Fill(failed)))
		w.Golden("states")
	})
}

func TestGalleryOfDialogs(t *testing.T) {
	both(t, func(t *testing.T, w *uitest.Window) {
		w.Show(kit.NewHeading("Behind"))
		w.Stage.ConfirmDestructive("Delete “Renewals Q2”?", "Its 2,134 records are removed from this computer. Files you exported stay where they are, and nothing changes in Gong.",
			"Delete dataset", func() {})
		w.Golden("dialog")
	})
}
