import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { defaultSettings } from '../../../src-shared/model/settings.ts'
import { SessionContext, type Session } from '../../state/session.tsx'
import { startTexts } from '../../texts.ts'
import { chosenValidity, ValidityInput, validityField } from './validity-input.tsx'

beforeAll(() => startTexts('en'))
afterEach(cleanup)

/** The rules of profiles, by their number: requests choose up to a year, or the profile says a span, or an end. */
const profiles = {
  1: { validity: { kind: 'duration', duration: '90d' }, maximumValidity: '1y' },
  2: { validity: { kind: 'duration', duration: '30d' }, maximumValidity: null },
  3: { validity: { kind: 'until', notAfter: Date.UTC(2031, 4, 6, 12) }, maximumValidity: null }
}
type Profile = keyof typeof profiles

function sessionOf(permissions: Permission[]): Session {
  const operator = { id: 1, name: 'alice', displayName: 'Alice', roles: [], permissions, preferences: {} }
  const status: Session['status'] = {
    product: 'Chancery',
    version: '0.1.0',
    vault: 'unlocked',
    operator,
    runtime: { electron: null, node: '24', mlDsaNative: false },
    dataFolderName: 'chancery',
    demo: false,
    listening: [],
    listenProblem: null,
    secureProblem: null,
    look: defaultSettings
  }
  return { status, operator }
}

/** A form with nothing but the validity; its button says what would be sent. */
function Form(props: { readonly profile: Profile; readonly kept: string }): ReactElement {
  const form = useForm({ defaultValues: { validity: props.kept } })
  const validity = useWatch({ control: form.control, name: 'validity' })
  return (
    <FormProvider {...form}>
      <ValidityInput profileId={props.profile} />
      <output>{JSON.stringify(chosenValidity(validity))}</output>
    </FormProvider>
  )
}

/** @returns what shows the form for another profile */
function show(profile: Profile, kept = '', permissions: Permission[] = ['profile.read']): (profile: Profile) => void {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  // The engine tells nothing of profiles to who may not read them.
  for (const [id, content] of Object.entries(permissions.includes('profile.read') ? profiles : {}))
    client.setQueryData(['profile.show', { profile: Number(id) }], { profile: { content } })
  const page = (of: Profile): ReactElement => (
    <QueryClientProvider client={client}>
      <SessionContext value={sessionOf(permissions)}>
        <Form profile={of} kept={kept} />
      </SessionContext>
    </QueryClientProvider>
  )
  const { rerender } = render(page(profile))
  return (next) => {
    rerender(page(next))
  }
}

const field = (): HTMLInputElement => screen.getByLabelText('Certificate valid for')
const sent = (): string => screen.getByRole('status').textContent
const type = (text: string): void => void fireEvent.change(field(), { target: { value: text } })

test('where the profile lets requests choose, it says how much at most and what holds when nothing is chosen', () => {
  show(1)
  expect(field().disabled).toBe(false)
  expect(screen.getByText(/at most 1 year\. Empty: 90 days, as the profile says\./)).toBeTruthy()
  expect(sent()).toBe('{}')
  type('45d')
  expect(sent()).toBe('{"validity":"45d"}')
})

test('where the profile says the validity, it is shown and cannot be changed, and nothing is sent', () => {
  show(2)
  expect([field().disabled, field().value]).toEqual([true, '30 days'])
  expect(screen.getByText('The profile says so.')).toBeTruthy()
  expect(sent()).toBe('{}')
})

test('a profile whose certificates all end on one day says that day', () => {
  show(3)
  expect(field().value).toMatch(/^until .*2031/)
})

test('what was typed for one profile is not sent along under another that says the validity itself', () => {
  const change = show(1)
  type('45d')
  change(2)
  expect([field().value, sent()]).toEqual(['30 days', '{}'])
  change(1)
  expect([field().value, sent()]).toEqual(['', '{}'])
})

test('what a client kept from before stands in the field, and is dropped where the profile says the validity by now', () => {
  const change = show(1, '20d')
  expect([field().value, sent()]).toEqual(['20d', '{"validity":"20d"}'])
  change(2)
  expect(sent()).toBe('{}')
})

test('who may not see the profile cannot choose, and what a client kept stays', () => {
  show(1, '20d', ['service.edit'])
  expect([field().disabled, sent()]).toEqual([true, '{"validity":"20d"}'])
})

test.each([
  ['', true],
  ['90d', true],
  ['1y6mo', true],
  ['90', false],
  ['soon', false]
])('the form takes "%s" as a validity: %s', (text, taken) => {
  expect(validityField.safeParse(text).success).toBe(taken)
})
