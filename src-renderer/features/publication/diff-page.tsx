import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { CrlRow } from '../../../src-shared/api/crls.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Page } from '../../ui/layout/page.tsx'
import { DiffResult } from './diff-result.tsx'
import { earlierOf } from './earlier-crl.ts'
import { scopeWords } from './scope-words.ts'

const mostChoices = 500

/** Two CRLs of one authority side by side: what was added, removed and changed. */
export function DiffPage(): ReactElement {
  const { t } = useTranslation('publication')
  const [params, setParams] = useSearchParams()
  const calendar = useRead('crl.schedule', {})
  const later = Number(params.get('to') ?? 0)
  // The CRL that is compared says whose it is.
  const shown = useRead('crl.show', { id: later, limit: 1 }, { enabled: later > 0 })
  const authority = shown.data?.crl.authorityId ?? Number(params.get('authority') ?? 0)
  const list = useRead('crl.list', { authority, limit: mostChoices }, { enabled: authority > 0 })
  const rows = list.data?.rows ?? []
  const to = rows.find(({ id }) => id === later)
  // A delta beside a complete CRL would show all that it leaves out as removed.
  const alike = to === undefined ? rows : rows.filter(({ kind, scope }) => kind === to.kind && scope === to.scope)
  const from = alike.find(({ id }) => id === Number(params.get('from') ?? 0)) ?? earlierOf(rows, to)
  const choose = (change: Readonly<Record<string, string>>): void => {
    setParams((before) => ({ ...Object.fromEntries(before), ...change }), { replace: true })
  }
  return (
    <Page title={t('diff.title')} lead={t('diff.lead')}>
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 1120 }}>
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
          <TextField
            select
            label={t('diff.authority')}
            value={(calendar.data?.rows ?? []).some(({ authorityId }) => authorityId === authority) ? authority : ''}
            onChange={({ target }) => {
              setParams({ authority: target.value }, { replace: true })
            }}
          >
            {(calendar.data?.rows ?? []).map(({ authorityId, authorityName }) => (
              <MenuItem key={authorityId} value={authorityId}>
                {authorityName}
              </MenuItem>
            ))}
          </TextField>
          <CrlChoice
            label={t('diff.from')}
            rows={alike}
            chosen={from}
            onChoose={(id) => {
              choose({ from: String(id) })
            }}
          />
          <CrlChoice
            label={t('diff.to')}
            rows={rows}
            chosen={to}
            onChoose={(id) => {
              choose({ to: String(id) })
            }}
          />
        </Box>
        <ErrorView error={list.error ?? shown.error} />
        {from === undefined || to === undefined ? (
          <Typography color="textSecondary">{t('diff.choose')}</Typography>
        ) : (
          <DiffResult from={from.id} to={to.id} />
        )}
      </Box>
    </Page>
  )
}

function CrlChoice(props: {
  readonly label: string
  readonly rows: readonly CrlRow[]
  readonly chosen: CrlRow | undefined
  readonly onChoose: (id: number) => void
}): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  return (
    <TextField
      select
      label={props.label}
      value={props.chosen?.id ?? ''}
      onChange={({ target }) => {
        props.onChoose(Number(target.value))
      }}
    >
      {props.rows.map(({ id, number, kind, scope, thisUpdate, entries }) => (
        <MenuItem key={id} value={id}>
          {t('diff.option', { number, day: absoluteTime(thisUpdate, locale), count: entries })}
          {kind === 'delta' && ` · ${t('kind.delta')}`}
          {scope !== '' && ` · ${scopeWords(t, scope)}`}
        </MenuItem>
      ))}
    </TextField>
  )
}
