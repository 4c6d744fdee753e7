import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState, type ReactElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { useKeptFocus } from './kept-focus.ts'

afterEach(cleanup)

function Stage(props: { readonly busyFor?: number }): ReactElement {
  useKeptFocus()
  const [gone, setGone] = useState(false)
  const [busy, setBusy] = useState(false)
  return (
    <>
      <nav>
        <button>Elsewhere</button>
      </nav>
      <main id="content" tabIndex={-1}>
        <h1>Certificate</h1>
        <section>
          <h2>Waiting</h2>
          {!gone && (
            <p>
              <button
                onClick={() => {
                  setGone(true)
                }}
              >
                Decline
              </button>
            </p>
          )}
        </section>
        <button
          disabled={busy}
          onClick={() => {
            setBusy(true)
            setTimeout(() => {
              setBusy(false)
            }, props.busyFor ?? 200)
          }}
          className={busy ? 'MuiButton-loading' : ''}
        >
          Save
        </button>
        <button>Other</button>
      </main>
    </>
  )
}
const pressed = (name: string): HTMLElement => {
  const button = screen.getByRole('button', { name })
  button.focus()
  fireEvent.click(button)
  return button
}

test('where a button vanishes with what it did, the heading that it stood under takes the focus', async () => {
  render(<Stage />)
  pressed('Decline')
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('heading', { name: 'Waiting' }))
})

test('a button that is busy for a while has the focus again afterwards', async () => {
  render(<Stage />)
  const save = pressed('Save')
  await expect.poll(() => save.hasAttribute('disabled')).toBe(true)
  // A browser takes the focus from what is disabled; this one does not.
  save.blur()
  await expect.poll(() => document.activeElement).toBe(save)
})

test('also where it was busy for less time than anybody is waited for', async () => {
  render(<Stage busyFor={5} />)
  const save = pressed('Save')
  await Promise.resolve()
  save.blur()
  await expect.poll(() => save.hasAttribute('disabled')).toBe(false)
  await expect.poll(() => document.activeElement).toBe(save)
})

test('a click beside everything lets the focus go, and it is not fetched back', async () => {
  render(<Stage />)
  const other = screen.getByRole('button', { name: 'Other' })
  other.focus()
  other.blur()
  await new Promise((resolve) => setTimeout(resolve, 150))
  pressed('Decline')
  screen.getByRole('button', { name: 'Elsewhere' }).focus()
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Elsewhere' }))
})
