import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { settings } from '../../../src-shared/model/settings.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { en } from '../texts.ts'
import { schemaWords } from './schema-words.ts'

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { ui: en } }, defaultNS: 'ui' })
})
const said = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value, { error: schemaWords }).error?.issues[0]?.message

test('an empty required field asks to be filled in', () => {
  expect(said(objectName, '')).toBe('Fill this in.')
  expect(said(settings.shape.expiringDays, null)).toBe('Fill this in.')
})

test('limits are said with their number', () => {
  expect(said(settings.shape.expiringDays, 999)).toBe('At most 365.')
  expect(said(settings.shape.serialBytes, 2)).toBe('At least 8.')
  expect(said(settings.shape.expiringDays, 'ten')).toBe('Write a whole number.')
})

test('a schema that explains itself keeps its own words', () => {
  expect(said(settings.shape.publicBaseAddress, 'pki.example')).toBe('Write an absolute http or https address.')
})
