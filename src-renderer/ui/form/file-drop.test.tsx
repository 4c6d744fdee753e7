import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startTexts } from '../../texts.ts'
import { FileDrop } from './file-drop.tsx'

beforeAll(() => startTexts('en'))
afterEach(cleanup)

test('a file that is dropped on the field which it fills is taken, and goes nowhere else', async () => {
  const onFile = vi.fn()
  const elsewhere = vi.fn()
  window.addEventListener('drop', elsewhere)
  render(
    <FileDrop label="Choose a CSR file" onFile={onFile}>
      <textarea aria-label="CSR" />
    </FileDrop>
  )
  const files = [new File(['-----BEGIN CERTIFICATE REQUEST-----\n'], 'server.csr')]
  fireEvent.drop(screen.getByRole('textbox', { name: 'CSR' }), { dataTransfer: { files } })
  await waitFor(() => {
    expect(onFile).toHaveBeenCalledWith(expect.objectContaining({ name: 'server.csr' }))
  })
  window.removeEventListener('drop', elsewhere)
  expect(elsewhere).not.toHaveBeenCalled()
})
