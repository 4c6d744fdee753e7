import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { CrlFields } from './crl-facts.tsx'
import { useCrlActions } from './use-crl-actions.ts'

/** The open row of the list. */
export function CrlSheet(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const read = useRead('crl.show', { id: props.id, limit: 1 })
  const actions = useCrlActions(props.id)
  const shown = read.data
  return (
    <Sheet
      title={shown === undefined ? t('one') : t('numbered', { number: shown.crl.number })}
      onExpand={() => void navigate(`/publication/${props.id}`)}
      onClose={props.onClose}
      footer={
        <>
          <ActionButton
            size="small"
            action={{
              id: 'crl.entries',
              label: t('showEntries'),
              run: () => void navigate(`/publication/${props.id}`)
            }}
          />
          {actions.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
        </>
      }
    >
      {shown === undefined ? (
        read.error === null ? (
          <Skeleton variant="rounded" height={240} />
        ) : (
          <ErrorView error={read.error} />
        )
      ) : (
        <CrlFields shown={shown} />
      )}
    </Sheet>
  )
}
