import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { EvidenceSigner } from '../../../src-shared/api/anchors.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Keys that sign anchors and archives, with what an auditor compares. */
export function EvidenceKeys(props: { readonly signers: readonly EvidenceSigner[] }): ReactElement {
  const { t } = useTranslation('audit')
  const mayAdd = useMay('settings.edit')
  const [adding, setAdding] = useState(false)
  const { signers } = props
  return (
    <Section
      title={t('anchors.keys')}
      lead={t('anchors.keysLead')}
      flush={signers.length > 0}
      aside={
        mayAdd && (
          <Button
            onClick={() => {
              setAdding(true)
            }}
          >
            {t('anchors.addKey')}
          </Button>
        )
      }
    >
      {signers.length === 0 ? (
        <Typography color="textSecondary">{t('anchors.noKeys')}</Typography>
      ) : (
        <QuietTable
          label={t('anchors.keys')}
          head={[t('anchors.name'), t('column.outcome'), 'SHA-256']}
          rows={signers.map(({ id, name, state, location, algorithm, sha256 }) => ({
            key: id,
            cells: [
              name,
              `${t(`anchors.state.${state}`)}, ${algorithm}, ${t(location === 'software' ? 'anchors.place.software' : 'anchors.place.token')}`,
              <Mono key="sha256" value={sha256} />
            ]
          }))}
        />
      )}
      {adding && (
        <AddKeyDialog
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </Section>
  )
}

const schema = z.object({ name: z.string().trim().min(1).max(100) })

function AddKeyDialog(props: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('audit')
  const toast = useToast()
  const add = useCommand('anchor.add-signer')
  const form = useSchemaForm(schema, { name: '' })
  return (
    <FormDialog
      title={t('anchors.addKey')}
      lead={t('anchors.addLead')}
      form={form}
      error={add.error}
      busy={add.isPending}
      action={t('anchors.addKey')}
      operation="anchor.add-signer"
      onClose={props.onClose}
      onSubmit={(values) => {
        add.mutate(values, {
          onSuccess: ({ signer }) => {
            toast({ tone: 'success', text: t('anchors.keyMade', { name: signer.name }) })
            props.onClose()
          }
        })
      }}
    >
      <TextInput name="name" label={t('anchors.name')} help={t('anchors.nameHelp')} required autoFocus />
    </FormDialog>
  )
}
