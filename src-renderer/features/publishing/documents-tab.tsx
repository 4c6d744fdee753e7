import Delete from '@mui/icons-material/DeleteOutlined'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Documents that go to every target. */
export function DocumentsTab(): ReactElement {
  const { t } = useTranslation('publishing')
  const locale = useLocale()
  const mayEdit = useMay('service.edit')
  const toast = useToast()
  const read = useRead('publish.list', {})
  const remove = useCommand('publish.document-remove')
  const [adding, setAdding] = useState(false)
  const documents = read.data?.documents ?? []
  const add = {
    id: 'publish.document',
    label: t('document.add'),
    run: () => {
      setAdding(true)
    }
  }
  return (
    <Section
      title={t('tab.documents')}
      lead={t('document.lead')}
      flush
      aside={mayEdit && <ActionButton action={add} size="small" />}
    >
      <ErrorView error={read.error ?? remove.error} />
      {documents.length === 0 ? (
        <Typography color="textSecondary" sx={{ px: 4, pb: 4 }}>
          {t('document.empty')}
        </Typography>
      ) : (
        <QuietTable
          label={t('tab.documents')}
          head={[t('document.path'), t('document.type'), t('document.size'), t('document.changed'), '']}
          rows={documents.map(({ path, mediaType, size, updatedAt }) => ({
            key: path,
            cells: [
              <Mono key="path" grouped={false} value={path} copy={false} />,
              mediaType,
              size.toLocaleString(locale),
              <TimeText key="at" at={updatedAt} />,
              mayEdit && (
                <IconButton
                  key="remove"
                  size="small"
                  aria-label={`${t('remove')}: ${path}`}
                  onClick={() => {
                    remove.mutate(
                      { path },
                      {
                        onSuccess: () => {
                          toast({ tone: 'success', text: t('document.removed', { path }) })
                        }
                      }
                    )
                  }}
                >
                  <Delete fontSize="small" />
                </IconButton>
              )
            ]
          }))}
        />
      )}
      {adding && (
        <DocumentDialog
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </Section>
  )
}

const schema = z.object({ path: z.string().min(1).max(200) })

function DocumentDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('publishing')
  const toast = useToast()
  const save = useCommand('publish.document-save')
  const [file, setFile] = useState<{ readonly name: string; readonly content: string } | null>(null)
  const form = useSchemaForm(schema, { path: 'cps/' })
  return (
    <FormDialog
      title={t('document.add')}
      form={form}
      error={save.error}
      busy={save.isPending}
      action={t('dialog.save')}
      onClose={onClose}
      onSubmit={({ path }) => {
        if (file === null) {
          form.setError('path', { message: t('document.missing') })
          return
        }
        // What is read from a file is base64, but for PEM.
        const isText = file.content.includes('-----BEGIN ')
        save.mutate(
          { path, ...(isText ? { text: file.content } : { file: file.content }) },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('document.saved', { path }) })
              onClose()
            }
          }
        )
      }}
    >
      <FileDrop
        label={t('document.choose')}
        chosen={file?.name}
        onFile={(taken) => {
          setFile(taken)
          form.setValue('path', `cps/${taken.name.replaceAll(/[^A-Za-z0-9._-]/g, '-')}`)
        }}
      />
      <TextInput name="path" label={t('document.path')} help={t('document.pathHelp')} required mono />
    </FormDialog>
  )
}
