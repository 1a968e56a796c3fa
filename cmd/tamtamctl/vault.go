package main

import (
	"context"
	"errors"
	"fmt"

	"tamtam/core"
	"tamtam/core/vault"
)

type vaultAnswer struct {
	Kind  string `json:"kind"`  // "keychain" or "passphrase": where the key is, or would be at the first use
	State string `json:"state"` // "found", or why the key cannot be had
	Used  bool   `json:"used"`  // whether anything was ever kept
	Left  bool   `json:"left"`  // whether the keychain may still hold the key after a move away from it
}

func showVault(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	return exitDone, c.answerVault(ctx, "The key is kept %s: %s.\n")
}

// answerVault tells where the key is; the text takes the place and the state.
func (c *command) answerVault(ctx context.Context, text string) error {
	status := c.connections.Vault(ctx)
	said := fmt.Sprintf(text, status.Kind.Words(), status.State)
	if status.Left {
		said += "The keychain may still hold it, too; another move removes it there.\n"
	}
	return c.answer(vaultAnswer{status.Kind.String(), string(status.State), status.Recorded, status.Left}, said)
}

// moveVault moves the key. When the keychain did not let it go, that is partly done.
func moveVault(ctx context.Context, c *command) (int, error) {
	var to vault.Kind
	var words core.Secret
	switch c.words[0] {
	case vault.KindKeychain.String():
		to = vault.KindKeychain
	case vault.KindPassphrase.String():
		to = vault.KindPassphrase
		var err error
		if words, err = c.secret(ctx, "TAMTAM_NEW_PASSPHRASE"); err != nil {
			return 0, err
		}
	default:
		return 0, usagef("the key can be moved to keychain or passphrase, not to %q", c.words[0])
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	err := c.connections.MoveVault(vault.Attended(ctx), to, words) // ended by a signal
	if err != nil && !errors.Is(err, vault.ErrLeft) {
		return 0, err
	}
	code := exitDone
	if err != nil {
		code = exitPartly
	}
	return code, c.answerVault(ctx, "The key is kept %s now: %s.\n")
}
