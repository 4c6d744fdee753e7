import Lock from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { Section } from '../../ui/layout/section.tsx'
import type { Proposal } from './proposal-page.tsx'

/** Fields that are shown before the rest is cut. */
const longestText = 2000

/** @returns the input as paths and texts: `settings.life` and not a tree */
export function flatFields(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([name, member]) => flatFields(member, path === '' ? name : `${path}.${name}`))
  if (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null))
    return value.flatMap((item, index) => flatFields(item, `${path}.${index}`))
  return [[path, textOf(value)]]
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

/** The exact input, field by field, with the hash that approvals are bound to. */
export function InputFields({ proposal }: { readonly proposal: Proposal }): ReactElement {
  const { t } = useTranslation('quorum')
  const secrets = new Set(proposal.secrets.map((path) => `${path}.secret`))
  return (
    <Section title={t('inputTitle')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <DefinitionList
          termWidth={220}
          items={flatFields(proposal.input).map(([path, text]) => ({
            term: (
              <Mono value={secrets.has(path) ? path.replace(/\.secret$/, '') : path} grouped={false} copy={false} />
            ),
            value: secrets.has(path) ? (
              <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center' }}>
                <Lock sx={{ fontSize: 16 }} aria-hidden />
                {t('secret')}
              </Box>
            ) : text === '' ? (
              t('nothing')
            ) : (
              text
            )
          }))}
        />
        <DefinitionList
          termWidth={220}
          items={[
            { term: t('fact.input'), value: <Mono value={proposal.inputSha256} copy /> },
            { term: t('fact.digest'), value: <Mono value={proposal.digest} copy /> }
          ]}
        />
      </Box>
    </Section>
  )
}

/** What would be different. */
export function Changes({ changes }: { readonly changes: Proposal['changes'] }): ReactElement {
  const { t } = useTranslation('quorum')
  const shown = (value: unknown): string => textOf(value) || t('nothing')
  return (
    <Section title={t('changes')} flush>
      <QuietTable
        label={t('changes')}
        head={[t('field'), t('now'), t('next')]}
        rows={changes.map(({ field, now, next }) => ({
          key: field,
          cells: [
            <Mono key="field" value={field} grouped={false} copy={false} />,
            <Box key="now" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {shown(now)}
            </Box>,
            <Box key="next" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {shown(next)}
            </Box>
          ]
        }))}
      />
    </Section>
  )
}
