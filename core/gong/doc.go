// Package gong reads a company's Gong account through Gong's public REST API.
package gong
