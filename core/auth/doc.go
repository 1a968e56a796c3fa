// Package auth keeps the connections to Gong accounts: it tests a credential, seals it into the database, opens it again for a run, and
// removes it.
//
//	c := auth.New(db, auth.Options{Network: network})
//	report, err := c.Test(ctx, key, nil)
//	connection, err := c.Save(ctx, "", key, report)
//	credential, base, err := c.Open(ctx, connection.ID)
//
// What it promises:
//   - A credential is written nowhere but sealed by the vault, tied to its connection (vault bucket "connections", the connection's id).
//     It is in no error and in nothing that is printed, logged or marshalled.
//   - It is sent to a gong.BaseURL and nowhere else. The host that Gong redirects to is the one that is kept.
//   - When the last credential is removed, its data key goes, too: what bbolt leaves of it in freed pages cannot be opened any more.
//   - The vault is opened when it is first needed, and nothing but Protect and MoveVault changes what kind it is.
//
// Connections may be used from several goroutines. Whatever asks the keychain honours its context; give it vault.Attended when a person
// waits.
package auth
