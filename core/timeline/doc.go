// Package timeline is the rules by which Gong's meetings become Activities of companies: whose company a meeting belongs to, who its author
// is, what the filters leave out, what an Activity holds, what the execution log says. The rules have names (R1, U4, M5, S2), by which tests
// and comments call them; docs/timeline.md tells them.
//
// # The promises
//
// All functions are pure and deterministic: a call, the local directory and the settings lead to the same decision on any computer at any
// time. What they are given they do not change. Instants are UTC; ids are texts, Gong's of calls have up to 20 digits. Nothing of a private
// call is kept but its id.
package timeline
