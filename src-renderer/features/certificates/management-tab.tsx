import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import IconButton from '@mui/material/IconButton'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateFacts } from '../../../src-shared/api/certificates.ts'
import { call } from '../../client.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useUndo } from '../../ui/action/use-undo.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

const ownerFields = ['owner', 'organization', 'department', 'contacts'] as const

/** Who answers for the certificate, its tags and where it is installed. */
export function ManagementTab(props: { readonly id: number }): ReactElement {
  const read = useRead('certificate.facts', { id: props.id })
  if (read.data === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={240} /> : <ErrorView error={read.error} />
  const { facts } = read.data
  return (
    <Box sx={{ display: 'grid', gap: 6 }}>
      <OwnerPart key={JSON.stringify(facts)} id={props.id} facts={facts} />
      <TagPart id={props.id} tags={facts.tags} />
      <LocationPart id={props.id} locations={facts.locations} />
    </Box>
  )
}

function Part(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <Box component="section" aria-label={props.title} sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
      <Typography variant="h3" component="h2">
        {props.title}
      </Typography>
      {props.children}
    </Box>
  )
}

function OwnerPart(props: { readonly id: number; readonly facts: CertificateFacts }): ReactElement {
  const { t } = useTranslation('certificates')
  const may = useMay('certificate.annotate')
  const undo = useUndo()
  const own = useCommand('certificate.own')
  const { owner, organization, department, contacts } = props.facts
  const before = { owner, organization, department, contacts }
  const [values, setValues] = useState(before)
  const label = (field: (typeof ownerFields)[number]): string =>
    t(field === 'owner' ? 'list.manage.ownerName' : `list.manage.${field}`)
  return (
    <Part title={t('list.manage.owner')}>
      <Box
        component="form"
        onSubmit={(event) => {
          event.preventDefault()
          own.mutate(
            { id: props.id, ...values },
            {
              onSuccess: () => {
                undo(t('list.manage.ownerSaved'), () => call('certificate.own', { id: props.id, ...before }))
              }
            }
          )
        }}
        sx={{ display: 'grid', gap: 3, width: '100%', maxWidth: 560 }}
      >
        {ownerFields.map((field) => (
          <TextField
            key={field}
            label={label(field)}
            value={values[field]}
            disabled={!may}
            {...(field === 'contacts' ? { multiline: true, minRows: 2 } : {})}
            onChange={({ target }) => {
              setValues((now) => ({ ...now, [field]: target.value }))
            }}
          />
        ))}
        <ErrorView error={own.error} />
        {may && (
          <Box>
            <Button
              type="submit"
              variant="outlined"
              loading={own.isPending}
              disabled={ownerFields.every((field) => values[field] === before[field])}
            >
              {t('ui:save')}
            </Button>
          </Box>
        )}
      </Box>
    </Part>
  )
}

function TagPart(props: { readonly id: number; readonly tags: readonly string[] }): ReactElement {
  const { t } = useTranslation('certificates')
  const may = useMay('certificate.annotate')
  const client = useQueryClient()
  const undo = useUndo()
  const tag = useCommand('certificate.tag')
  const [name, setName] = useState('')
  const change = (add: string[], remove: string[]): void => {
    tag.mutate(
      { id: props.id, add, remove },
      {
        onSuccess: () => {
          setName('')
          void client.invalidateQueries({ queryKey: ['certificate.facts-in-use'] })
          const [gone] = remove
          if (gone !== undefined)
            undo(t('list.manage.tagRemoved', { tag: gone }), () =>
              call('certificate.tag', { id: props.id, add: remove, remove: add })
            )
        }
      }
    )
  }
  return (
    <Part title={t('list.manage.tags')}>
      {props.tags.length === 0 ? (
        <Typography color="textSecondary">{t('list.manage.noTags')}</Typography>
      ) : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          {props.tags.map((one) => (
            <Chip
              key={one}
              label={one}
              {...(may
                ? {
                    onDelete: () => {
                      change([], [one])
                    },
                    deleteIcon: <Delete aria-label={t('list.manage.removeTag', { tag: one })} />
                  }
                : {})}
            />
          ))}
        </Box>
      )}
      {may && (
        <Box
          component="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') change([name.trim()], [])
          }}
          sx={{ display: 'flex', gap: 2 }}
        >
          <TextField
            label={t('list.manage.addTag')}
            value={name}
            onChange={({ target }) => {
              setName(target.value)
            }}
          />
          <Button type="submit" variant="outlined" loading={tag.isPending} disabled={name.trim() === ''}>
            {t('list.manage.add')}
          </Button>
        </Box>
      )}
      <ErrorView error={tag.error} />
    </Part>
  )
}

function LocationPart(props: { readonly id: number; readonly locations: CertificateFacts['locations'] }): ReactElement {
  const { t } = useTranslation('certificates')
  const may = useMay('certificate.annotate')
  const add = useCommand('certificate.add-location')
  const remove = useCommand('certificate.remove-location')
  const [name, setName] = useState('')
  const [details, setDetails] = useState('')
  return (
    <Part title={t('list.manage.locations')}>
      {props.locations.length === 0 && <Typography color="textSecondary">{t('list.manage.noLocations')}</Typography>}
      {props.locations.map((place) => (
        <Box key={place.id} sx={{ display: 'flex', gap: 2, alignItems: 'start' }}>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{place.name}</Typography>
            {place.details !== '' && <Typography sx={{ whiteSpace: 'pre-wrap' }}>{place.details}</Typography>}
            <Typography variant="caption" color="textSecondary" component="div">
              <TimeText at={place.createdAt} precision="day" /> {t('timelineBy', { who: place.createdBy })}
            </Typography>
          </Box>
          {may && (
            <IconButton
              size="small"
              aria-label={t('list.manage.removeLocation', { name: place.name })}
              onClick={() => {
                remove.mutate({ id: props.id, location: place.id })
              }}
            >
              <Delete fontSize="small" />
            </IconButton>
          )}
        </Box>
      ))}
      {may && (
        <Box
          component="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() === '') return
            add.mutate(
              { id: props.id, name, details },
              {
                onSuccess: () => {
                  setName('')
                  setDetails('')
                }
              }
            )
          }}
          sx={{ display: 'grid', gap: 3, width: '100%', maxWidth: 560 }}
        >
          <TextField
            label={t('list.manage.place')}
            value={name}
            onChange={({ target }) => {
              setName(target.value)
            }}
          />
          <TextField
            label={t('list.manage.details')}
            value={details}
            multiline
            onChange={({ target }) => {
              setDetails(target.value)
            }}
          />
          <Box>
            <Button type="submit" variant="outlined" loading={add.isPending} disabled={name.trim() === ''}>
              {t('list.manage.add')}
            </Button>
          </Box>
        </Box>
      )}
      <ErrorView error={add.error ?? remove.error} />
    </Part>
  )
}
