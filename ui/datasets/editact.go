package datasets

import (
	"context"
	"errors"
	"slices"
	"sync"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// tick notes ticks of cards. A type that was added leaves the files when its tick is taken away.
func (p *Edit) tick(types []core.DataType, ticked bool) {
	var lost []staged
	for _, t := range types {
		s := p.draft.find(t)
		switch {
		case ticked:
			p.draft.ticked[t] = true
		case s != nil && s.known:
			lost = append(lost, *s)
		default:
			p.draft.remove(t)
		}
	}
	p.show()
	if len(lost) > 0 {
		p.confirmRemoval(lost)
	}
}

// remove takes a type out of the files, after asking when it has content.
func (p *Edit) remove(t core.DataType) {
	s := p.draft.find(t)
	switch {
	case s == nil:
	case s.known:
		p.confirmRemoval([]staged{*s})
	default:
		p.draft.remove(t)
		p.show()
	}
}

func (p *Edit) confirmRemoval(lost []staged) {
	types := make([]core.DataType, len(lost))
	for i, s := range lost {
		types[i] = s.Type
	}
	p.needs.Stage.ConfirmDestructive("Remove "+titles(types)+"?", sayRemoveLoss(lost), "Remove", func() {
		for _, t := range types {
			p.draft.remove(t)
		}
		p.show()
	})
}

// add stages the ticked types and asks how large their files will be.
func (p *Edit) add() {
	p.draft.add()
	p.estimate()
	p.show()
}

// chosen takes period, limit and private calls over from the form.
func (p *Edit) chosen() {
	before := p.draft.dataset
	if !p.form.howMuch.read(&p.draft.dataset) {
		return
	}
	now := p.draft.dataset
	if !sameChoice(before, now) {
		p.chosenAnew()
	}
}

// chosenAnew asks for the sizes anew, once the choice rests.
func (p *Edit) chosenAnew() {
	p.asking.Stop()
	p.draft.forget()
	p.cost = importer.Cost{}
	if p.connection().ID != "" {
		p.draft.ask()
	}
	p.show()
	p.form.settle.Call(func() {
		p.estimate()
		p.show()
	})
}

// answers carries estimates from the goroutine that asks to the UI goroutine.
type answers struct {
	mu   sync.Mutex
	list []importer.TypeEstimate
}

func (a *answers) put(e importer.TypeEstimate) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.list = append(a.list, e)
}

func (a *answers) take() []importer.TypeEstimate {
	a.mu.Lock()
	defer a.mu.Unlock()
	taken := a.list
	a.list = nil
	return taken
}

// estimate asks for the sizes that are not known. A newer question drops the answers to the older.
func (p *Edit) estimate() {
	if p.draft == nil || p.connection().ID == "" || !p.draft.ask() {
		return
	}
	plan := p.draft.dataset
	plan.Types = nil
	for _, s := range p.draft.staged {
		plan.Types = append(plan.Types, s.Type)
	}
	ctx := p.asking.Next(p.scope.Context())
	inbox := &answers{}
	draw := func() {
		for _, e := range inbox.take() {
			p.draft.answer(e)
		}
		p.show()
	}
	pulse := task.NewPulse(p.scope, func() {
		if ctx.Err() == nil {
			draw()
		}
	})
	task.DoContext(ctx, p.scope, func(ctx context.Context) (importer.Cost, error) {
		return p.needs.Estimates.Estimate(ctx, plan, func(e importer.TypeEstimate) {
			inbox.put(e)
			pulse.Mark()
		})
	}, func(cost importer.Cost, err error) {
		pulse.Stop()
		draw()
		p.cost = cost
		p.draft.giveUp(err)
		p.show()
	})
}

// save creates or changes the dataset, after asking when it would lose its files to another account's.
func (p *Edit) save() {
	if p.saving || !p.complete() {
		return
	}
	if p.draft.isNew() && len(p.draft.staged) > 0 && p.lock.wantsPhrase(p.connection()) { // what is made is imported at once
		p.lock.unlock(p.mended, p.save)
		return
	}
	p.asking.Stop()
	d := p.draft.result()
	before := p.draft.before
	if p.draft.isNew() || d.Connection == before.Dataset.Connection || len(before.Files) == 0 {
		p.keep(d)
		return
	}
	p.saving = true
	p.show()
	task.Do(p.scope, func(ctx context.Context) (bool, error) { return p.needs.Datasets.Empties(ctx, d) }, func(empties bool, err error) {
		p.saving = false
		p.show()
		switch {
		case err != nil:
			p.refuse(err)
		case empties:
			p.needs.Stage.ConfirmDestructive(saySwitchTitle(p.connection()), saySwitchLoss(before, p.connection()), "Switch account", func() { p.keep(d) })
		default:
			p.keep(d)
		}
	})
}

func (p *Edit) keep(d store.Dataset) {
	p.saving = true
	p.show()
	task.Do(p.scope, func(ctx context.Context) (store.Dataset, error) {
		if d.ID != "" {
			return d, p.needs.Datasets.Update(ctx, d)
		}
		return p.needs.Datasets.Create(ctx, d)
	}, func(saved store.Dataset, err error) {
		p.saving = false
		if err != nil {
			p.show()
			p.refuse(err)
			return
		}
		p.attach(saved.ID, func() { p.saved(saved) })
	})
}

// complete says what is missing, at the first field that lacks it.
func (p *Edit) complete() bool {
	result := p.draft.result()
	switch {
	case result.Name == "":
		p.form.nameFor.SetError("Enter a name.")
		p.form.top()
		return false
	case !p.form.howMuch.read(&result):
		p.form.howMuch.complain()
		return false
	case !p.form.sync.read(&result, result.Types):
		p.show()
		p.form.sync.complain()
		return false
	}
	return p.draft.holds()
}

func (p *Edit) refuse(err error) {
	problem := trouble(err, "The dataset could not be saved")
	if _, ok := errors.AsType[MirrorError](err); ok {
		p.form.sync.refuseMirror(problem.Cause)
		return
	}
	if core.Is(err, core.Invalid) {
		p.form.nameFor.SetError(problem.Cause)
		p.form.top()
		return
	}
	p.needs.Stage.Toast(kit.Bad, problem.Headline+" "+problem.Cause+" "+problem.Next)
}

// saved imports a new dataset at once; of a changed one the person decides.
func (p *Edit) saved(d store.Dataset) {
	old := p.draft.before.Dataset
	files := len(d.Types) == 0
	fetch := !p.draft.sameChoice() || slices.ContainsFunc(d.Types, func(t core.DataType) bool { return !slices.Contains(old.Types, t) })
	switch {
	case p.draft.isNew() && files: // they are read by themselves
	case p.draft.isNew():
		p.needs.Runs.Start(d.ID, refreshing())
	case fetch && !files:
		n := p.needs
		n.Stage.ToastWith(kit.Good, sayChanged(d), "Refresh now", func() {
			startRuns(context.Background(), n, []core.DatasetID{d.ID}, refreshing(), func() {})
		})
	default:
		p.needs.Stage.Toast(kit.Good, quoted(d.Name)+" was saved.")
	}
	p.needs.Routes.Saved(d.ID)
}

// cancel leaves the form, after asking when something would be lost.
func (p *Edit) cancel() {
	if p.draft == nil || !p.draft.touched() {
		p.needs.Routes.Back()
		return
	}
	p.needs.Stage.ConfirmDestructive("Discard what you entered?", sayDiscardLoss(p.draft), "Discard", p.needs.Routes.Back)
}
