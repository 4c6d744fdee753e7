import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** Every revision, who made it and what was issued under it, and what differs between two of them. */
export function RevisionsTab({ profile }: { readonly profile: ProfileView }): ReactElement {
  const { t } = useTranslation('profiles')
  const read = useRead('profile.revisions', { profile: profile.id })
  const revisions = read.data?.revisions
  if (revisions === undefined) {
    return read.error === null ? <Skeleton variant="rounded" height={200} /> : <ErrorView error={read.error} />
  }
  const newestFirst = revisions.toSorted((first, second) => second.number - first.number)
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 960 }}>
      <Section title={t('tab.revisions')} lead={t('revision.lead')} flush>
        <QuietTable
          label={t('tab.revisions')}
          head={[
            t('revision.number'),
            t('revision.at'),
            t('revision.by'),
            t('revision.certificates'),
            t('revision.note')
          ]}
          rows={newestFirst.map((revision) => ({
            key: revision.id,
            cells: [
              revision.number === profile.revision
                ? t('revision.current', { number: revision.number })
                : revision.number,
              <TimeText key="at" at={revision.createdAt} />,
              revision.createdBy,
              revision.certificates,
              revision.note
            ]
          }))}
        />
      </Section>
      {newestFirst.length > 1 && (
        <Comparison key={profile.revision} profileId={profile.id} numbers={newestFirst.map(({ number }) => number)} />
      )}
    </Box>
  )
}

function Comparison(props: { readonly profileId: number; readonly numbers: readonly number[] }): ReactElement {
  const { t } = useTranslation('profiles')
  const [from, setFrom] = useState(props.numbers[1] ?? 1)
  const [to, setTo] = useState(props.numbers[0] ?? 1)
  const read = useRead(
    'profile.compare',
    { profile: props.profileId, from, to },
    { enabled: from !== to, keepPrevious: true }
  )
  const changes = from === to ? [] : read.data?.changes
  return (
    <Section title={t('compare.title')} flush>
      <Box sx={{ display: 'flex', gap: 3, px: 4, pb: 3 }}>
        <RevisionSelect label={t('compare.from')} value={from} numbers={props.numbers} onChange={setFrom} />
        <RevisionSelect label={t('compare.to')} value={to} numbers={props.numbers} onChange={setTo} />
      </Box>
      <ErrorView error={read.error} />
      {changes?.length === 0 && (
        <Typography color="text.secondary" sx={{ px: 4, pb: 4 }}>
          {t('compare.same')}
        </Typography>
      )}
      {changes !== undefined && changes.length > 0 && (
        <QuietTable
          label={t('compare.title')}
          head={[t('compare.field'), t('compare.before'), t('compare.after')]}
          rows={changes.map(({ field, before, after }) => ({
            key: field,
            cells: [field, before === '' ? t('ui:none') : before, after === '' ? t('ui:none') : after]
          }))}
        />
      )}
    </Section>
  )
}

function RevisionSelect(props: {
  readonly label: string
  readonly value: number
  readonly numbers: readonly number[]
  readonly onChange: (value: number) => void
}): ReactElement {
  return (
    <TextField
      select
      label={props.label}
      value={props.value}
      onChange={({ target }) => {
        props.onChange(Number(target.value))
      }}
      sx={{ width: 160 }}
    >
      {props.numbers.map((number) => (
        <MenuItem key={number} value={number}>
          {number}
        </MenuItem>
      ))}
    </TextField>
  )
}
