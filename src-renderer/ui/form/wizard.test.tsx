import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import i18next from 'i18next'
import { useState, type ReactElement } from 'react'
import { FormProvider } from 'react-hook-form'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { en as ui } from '../texts.ts'
import { useSchemaForm } from './form.tsx'
import { TextInput } from './text-input.tsx'
import { Wizard } from './wizard.tsx'

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { ui } }, defaultNS: 'ui' })
})
afterEach(cleanup)

function Stage(): ReactElement {
  const [at, setAt] = useState(0)
  const form = useSchemaForm(z.object({ name: z.string().min(1) }), { name: '' })
  const steps = [
    { id: 'kind', label: 'Kind', content: <p>A root.</p> },
    { id: 'name', label: 'Name', content: <TextInput name="name" label="Its name" autoFocus /> },
    { id: 'review', label: 'Review', content: <p>This will be signed.</p> }
  ]
  return (
    <FormProvider {...form}>
      <Wizard steps={steps} current={at} onStep={setAt} onFinish={() => undefined} finishLabel="Make" />
    </FormProvider>
  )
}

test('a step whose first field takes the focus shows no error before anybody typed; another is told by its heading', () => {
  render(<Stage />)
  const next = screen.getByRole('button', { name: 'Next' })
  next.focus()
  fireEvent.click(next)
  const field = screen.getByLabelText('Its name')
  expect(document.activeElement).toBe(field)
  expect(field.getAttribute('aria-invalid')).toBe('false')
  next.focus()
  fireEvent.click(next)
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Review' }))
})

test('Enter in a field goes on to the next step, as the button does', () => {
  render(<Stage />)
  fireEvent.click(screen.getByRole('button', { name: 'Next' }))
  fireEvent.keyDown(screen.getByLabelText('Its name'), { key: 'Enter' })
  expect(screen.queryByRole('heading', { name: 'Review' })).not.toBeNull()
})
