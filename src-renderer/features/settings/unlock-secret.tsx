import Key from '@mui/icons-material/KeyOutlined'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { saveFile } from '../../ui/files/save-file.ts'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** The secret by which a server unlocks its vault without a person. */
export function UnlockSecret(): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const make = useCommand('system.make-unlock-secret')
  const close = (): void => {
    setAsking(false)
  }
  return (
    <Section title={t('unlock.title')} lead={t('unlock.lead')}>
      <Button
        variant="outlined"
        startIcon={<Key />}
        onClick={() => {
          make.reset()
          setAsking(true)
        }}
      >
        {t('unlock.make')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('unlock.make')}
        consequence={t('unlock.consequence')}
        confirmLabel={t('unlock.confirm')}
        busy={make.isPending}
        error={make.error}
        onClose={close}
        onConfirm={() => {
          make.mutate(
            {},
            {
              onSuccess: ({ file }) => {
                void saveFile(file).then((saved) => {
                  if (saved) toast({ tone: 'success', text: t('unlock.done', { name: file.name }) })
                  close()
                })
              }
            }
          )
        }}
      />
    </Section>
  )
}
