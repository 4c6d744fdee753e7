import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import i18next from 'i18next'
import type { ReactElement } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { en as ui } from '../../../ui/texts.ts'
import { en as authorities } from '../texts.ts'
import { startValues } from './create-values.ts'
import { SubjectStep } from './subject-step.tsx'

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { ui, authorities } }, defaultNS: 'ui' })
})
afterEach(cleanup)

function Stage(): ReactElement {
  const form = useForm({ defaultValues: startValues('', 'Example') })
  return (
    <FormProvider {...form}>
      <SubjectStep />
    </FormProvider>
  )
}
const asText = (): HTMLInputElement => screen.getByLabelText('As text (RFC 4514)')

test('what is typed into a line stands in the text at once', () => {
  render(<Stage />)
  expect(asText().value).toBe('O=Example')
  fireEvent.change(screen.getByLabelText('Common name'), { target: { value: 'Root, first' } })
  expect(asText().value).toBe('CN=Root\\, first,O=Example')
})

test('a pasted name fills the lines; a broken one leaves them alone and says where', () => {
  render(<Stage />)
  fireEvent.focus(asText())
  fireEvent.change(asText(), { target: { value: 'C=DE,CN=Pasted' } })
  expect(screen.getByLabelText<HTMLInputElement>('Common name').value).toBe('Pasted')
  expect(screen.queryByLabelText('Organization')).toBeNull()
  fireEvent.change(asText(), { target: { value: 'C=DE,CN' } })
  expect(screen.getByText(/character 6/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Common name').value).toBe('Pasted')
})
