import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { DateTimeInput } from '../../ui/form/date-time-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { seriesLength } from './series-days.ts'
import { SeriesDone } from './series-done.tsx'
import { SeriesPreview } from './series-preview.tsx'

const schema = z.object({
  count: z.number().int().min(1).max(60),
  from: z.number().nullable(),
  every: z.string()
})

/** Signs the next CRLs ahead in one go: how many, from when, and for an authority off line what has to be at hand. */
export function SeriesDialog(props: { readonly row: CrlCalendarRow; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const mayEdit = useMay('authority.edit')
  const series = useCommand('crl.series')
  const bring = useCommand('authority.set-key-online')
  // The state that the dialog was opened in: what is brought here goes back from here.
  const [offline] = useState(props.row.authorityState === 'key-offline')
  const [made, setMade] = useState<number | null>(null)
  const { row, onClose } = props
  const { authorityId, authorityName, authorityState, policy, waiting } = row
  const [proposed] = useState(() => seriesLength(waitingOf(waiting).length))
  const form = useSchemaForm(schema, { count: proposed, from: null, every: '' })
  const wish = useWatch({ control: form.control })
  const away = authorityState === 'key-offline'
  if (made !== null) return <SeriesDone row={row} count={made} wasOffline={offline} onClose={onClose} />
  return (
    <FormDialog
      title={t('series.title', { name: authorityName })}
      lead={t('series.lead')}
      form={form}
      error={series.error}
      busy={series.isPending}
      action={t('series.confirm')}
      wide
      blocked={away}
      onClose={onClose}
      onSubmit={({ count, from, every }) => {
        series.mutate(
          {
            authority: authorityId,
            count,
            ...(from === null ? {} : { from }),
            ...(every.trim() === '' ? {} : { every: every.trim() })
          },
          {
            onSuccess: ({ crls }) => {
              setMade(crls.filter(({ scope }) => scope === '').length)
            }
          }
        )
      }}
    >
      {(offline || away) && (
        <Alert severity={away ? 'warning' : 'info'} variant="outlined">
          <AlertTitle>{t('series.at.title')}</AlertTitle>
          <Box component="ul" sx={{ m: 0, pl: 5 }}>
            <li>{t('series.at.key', { name: authorityName })}</li>
            <li>{t('series.at.revoked')}</li>
            <li>{t('series.at.clock')}</li>
            <li>{t('series.at.end')}</li>
          </Box>
          {away && mayEdit && (
            <Button
              size="small"
              variant="outlined"
              sx={{ mt: 3 }}
              loading={bring.isPending}
              onClick={() => {
                bring.mutate({ authority: authorityId, online: true })
              }}
            >
              {t('series.bring')}
            </Button>
          )}
          <ErrorView error={bring.error} />
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: '1fr 2fr 2fr', alignItems: 'start' }}>
        <NumberInput name="count" label={t('series.count')} help={t('series.countHelp')} required />
        <DateTimeInput name="from" label={t('series.from')} help={t('series.fromHelp')} />
        <TextInput
          name="every"
          label={t('series.every')}
          help={t('series.everyHelp', {
            every: `${durationIn(policy.life, locale)} − ${durationIn(policy.overlap, locale)}`
          })}
        />
      </Box>
      <SeriesPreview
        policy={policy}
        wish={{ count: Number(wish.count), from: wish.from ?? null, every: (wish.every ?? '').trim() }}
        withdrawn={waitingOf(waiting)}
      />
    </FormDialog>
  )
}

/** @returns those that a new series takes the place of, a shard's parts not counted */
function waitingOf(waiting: CrlCalendarRow['waiting']): CrlCalendarRow['waiting'] {
  return waiting.filter(({ scope }) => scope === '')
}
