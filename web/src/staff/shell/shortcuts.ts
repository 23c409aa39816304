// Single keys for actions anywhere on a page: `?` lists them, and people can turn them off.
import { useEffect, useRef } from 'react'
import { createWatched } from '../../watched.ts'

export interface Shortcut {
  /** One key, or two keys one after the other: `?`, `g t`. */
  readonly keys: string
  readonly label: string
  /** Without it the key is only listed: the element that has the focus handles it, for example a row of a list. */
  readonly run?: () => void
}

export interface ShortcutGroup {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

const STORAGE_KEY = 'sehat.shortcuts'
const CHORD_MS = 1_500
const groups = createWatched<readonly ShortcutGroup[]>([])
const isOn = createWatched(localStorage.getItem(STORAGE_KEY) !== 'off')

export const useShortcutGroups = groups.use
export const useShortcutsOn = isOn.use

/** People who dictate to their computer, or hit keys by accident, can turn single keys off (WCAG 2.1.4). */
export function turnShortcuts(on: boolean): void {
  localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off')
  isOn.write(on)
}

/** Registers the shortcuts of a page or of a part of it. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const listed = shortcuts.map(({ keys, label, run }) => `${keys}\t${label}\t${run ? 'runs' : ''}`).join('\n')
  useEffect(() => {
    const group = {
      title,
      shortcuts: listed.split('\n').map((line, nth): Shortcut => {
        const [keys, label, runs] = line.split('\t') as [string, string, string]
        return { keys, label, ...(runs !== '' && { run: () => latest.current[nth]?.run?.() }) }
      }),
    }
    groups.write([...groups.read(), group])
    return () => groups.write(groups.read().filter((other) => other !== group))
  }, [title, listed])
}

/** Listens while the shell is shown. Ignores keys typed into a field, and all keys while a dialog is open. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let first = { key: '', atMs: 0 }
    const listen = (event: KeyboardEvent): void => {
      if (!isOn.read() || isBusy(event)) return
      const now = performance.now()
      const chord = now - first.atMs < CHORD_MS ? `${first.key} ${event.key}` : undefined
      first = { key: event.key, atMs: now }
      // Leave keys that are only listed to the element that has the focus: Enter opens any link.
      const all = groups.read().flatMap(({ shortcuts }) => shortcuts.filter(({ run }) => run))
      const found = all.find(({ keys }) => keys === chord) ?? all.find(({ keys }) => keys === event.key)
      if (!found) return
      event.preventDefault()
      found.run?.()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

function isBusy(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return true
  const at = event.target instanceof HTMLElement ? event.target : undefined
  const isTyping = at?.matches('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]')
  return isTyping === true || document.querySelector('dialog[open]') !== null
}
