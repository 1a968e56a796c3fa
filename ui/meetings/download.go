package meetings

import (
	"context"

	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// download asks for a folder and writes the log of a run into it. The scope is that of the page.
func download(n Needs, s *task.Scope, r timeline.Run) {
	if r.Status == timeline.InProgress {
		n.Stage.Toast(kit.Neutral, sayNoLogYet)
		return
	}
	if r.Expired(n.Clock.Now()) {
		n.Stage.Toast(kit.Neutral, sayExpired)
		return
	}
	task.Do(s, func(ctx context.Context) (string, error) { return n.Files.Folder(ctx), nil }, func(start string, _ error) {
		n.Routes.PickFolder(start, func(folder string) {
			task.Do(s, func(ctx context.Context) (string, error) { return n.Files.SaveLog(ctx, folder, r.ID) }, func(path string, err error) {
				if err != nil {
					n.Stage.Toast(kit.Bad, say.Error(err, sayLogNotSaved).Line())
					return
				}
				n.Stage.ToastWith(kit.Good, "Written to "+path+".", "Show in folder", func() { reveal(n, path) })
			})
		})
	})
}

// reveal shows a file in the file manager, also when the page was left meanwhile.
func reveal(n Needs, path string) {
	task.DoContext(context.Background(), n.Runner, func(ctx context.Context) (struct{}, error) { return struct{}{}, n.Files.Reveal(ctx, path) },
		func(_ struct{}, err error) {
			if err != nil {
				n.Stage.Toast(kit.Warn, say.Error(err, sayNotRevealed).Line())
			}
		})
}
