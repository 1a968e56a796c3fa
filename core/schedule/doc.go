// Package schedule runs datasets when their schedules say so: the rules of when, which are pure, and the loop that wakes up and acts by them.
//
//	s := schedule.New(db, runner, schedule.Options{Clock: clock})
//	err := s.Serve(ctx) // until ctx ends
//
// # When
//
// A slot is a time on the clock on the wall, in the computer's time zone: every hour at a minute, at 0, 4, 8, 12, 16 and 20 o'clock and that
// minute, every day or once a week at a time. It happens at the first moment at which that clock shows the time, or a later one. So a time that
// summer time leaves out happens when the gap is over, and one that comes twice happens once, whatever the rhythm.
//
// The time is compared by the wall clock alone, at least every 30 seconds: a computer that slept, whose clock was set or whose zone changed
// is found out then. However many slots have passed unused, one run makes up for them: for the latest of them, with the number of the others.
// It is a catch-up when it comes more than Tolerance late.
//
// A schedule that was just switched on, or given other times, begins at its next slot. No slot happens twice when the clock is set back by
// less than the schedule's rhythm; a slot that was handled further ahead than the next one was handled under a wrong clock and is
// not believed.
//
// # What is kept, and when
//
// A dataset's store.Timetable says up to where its slots are handled. A slot is opened, in a transaction, before its run begins, and handled,
// in another, when the run has ended. In between it is due: a program that is killed goes on with the slot when it starts again,
// as a catch-up where that is late. Two things keep this from going wrong. A run whose report says that it has done, but whose slot was not
// closed any more, is not repeated. And a slot whose run was cut off five times is left alone until the next: perhaps it is what ends the
// program.
//
// How a run ends decides what becomes of its slot (Fate). Done, failed for a reason that lasts, or cancelled by a person: it is handled. Failed
// since the network, or Gong, was away: it is tried again after 1, 2, 5, 10, 20 and 30 minutes and then every hour, until the next slot takes
// its place. The day's requests were used up: it goes on when there are new ones, and later slots wait for that, too. Stopped with the program
// or by a change of the dataset: it stays due. A run that cannot begin - no connection, locked credentials, another run of the
// dataset is going on - waits, and Waits says why; nothing is written and nothing fails meanwhile.
//
// What a person runs does not count as the scheduled run, with one exception: a slot needs no run when all types that it covers were brought
// up to date by runs that began at most Recently before it, or since.
package schedule
