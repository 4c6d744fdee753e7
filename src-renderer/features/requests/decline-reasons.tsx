import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { failureOf } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'

const brought = ['names', 'key', 'order', 'twice', 'profile'] as const

/** Reasons to pick from: those that Chancery brings and those that the installation keeps. */
export function DeclineReasons(props: {
  readonly typed: string
  readonly onPick: (reason: string) => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const toast = useToast()
  const settings = useRead('settings.show', {}, { enabled: useMay('settings.read') })
  const mayEdit = useMay('settings.edit')
  const update = useCommand('settings.update')
  const own = settings.data?.settings.declineReasons ?? []
  const typed = props.typed.trim()
  const keep = (declineReasons: string[]): void => {
    update.mutate(
      { settings: { declineReasons } },
      {
        onError: (error) => {
          toast({ tone: 'error', text: failureOf(error).message })
        }
      }
    )
  }
  const known = [...own, ...brought.map((key) => t(`decline.reasons.${key}`))]
  return (
    <Box role="group" aria-label={t('decline.templates')} sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
      {own.map((reason) => (
        <Chip
          key={reason}
          size="small"
          label={reason}
          onClick={() => {
            props.onPick(reason)
          }}
          {...(mayEdit
            ? {
                onDelete: () => {
                  keep(own.filter((other) => other !== reason))
                }
              }
            : {})}
        />
      ))}
      {brought.map((key) => (
        <Chip
          key={key}
          size="small"
          variant="outlined"
          label={t(`decline.short.${key}`)}
          onClick={() => {
            props.onPick(t(`decline.reasons.${key}`))
          }}
        />
      ))}
      {mayEdit && typed !== '' && typed.length <= 500 && !known.includes(typed) && own.length < 20 && (
        <Chip
          size="small"
          color="primary"
          variant="outlined"
          label={t('decline.keep')}
          onClick={() => {
            keep([...own, typed])
          }}
        />
      )}
    </Box>
  )
}
