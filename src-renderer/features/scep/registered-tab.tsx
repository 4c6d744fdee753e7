import Add from '@mui/icons-material/Add'
import Delete from '@mui/icons-material/DeleteOutlined'
import Devices from '@mui/icons-material/DevicesOtherOutlined'
import VpnKey from '@mui/icons-material/VpnKeyOutlined'
import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import type { ScepDevice } from '../../../src-shared/api/scep.ts'
import { scepDeviceFacts } from '../../../src-shared/model/scep.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import type { Action } from '../../ui/action/action.ts'
import { BoundFields, boundFieldsSchema } from '../../ui/device-services/bound-fields.tsx'
import { subjectOf, typedName } from '../../ui/device-services/bound-names.ts'
import { chosenValidity, ValidityInput, validityField } from '../../ui/device-services/validity-input.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { useToast } from '../../ui/toasts.tsx'
import { SecretDialogs, SecretOnce } from './secret-dialogs.tsx'
import type { TabProps } from './service-page.tsx'

/** The devices that are registered, each with a secret of its own. */
export function RegisteredTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const locale = useLocale()
  const toast = useToast()
  const mayEdit = useMay('service.edit')
  const pages = usePages('scep.devices', { service: service.id, limit: 100 })
  const remove = useCommand('scep.device-remove')
  const [registering, setRegistering] = useState(false)
  const [renewing, setRenewing] = useState<ScepDevice | null>(null)
  const [removing, setRemoving] = useState<ScepDevice | null>(null)
  const columns = useMemo(
    () =>
      deviceColumns(t, locale, (row) =>
        mayEdit
          ? [
              {
                id: 'scep.device-secret',
                label: t('device.secret'),
                icon: VpnKey,
                run: () => {
                  setRenewing(row)
                }
              },
              {
                id: 'scep.device-remove',
                label: t('device.remove'),
                icon: Delete,
                tone: 'danger' as const,
                run: () => {
                  setRemoving(row)
                }
              }
            ]
          : []
      ),
    [t, locale, mayEdit]
  )
  const register: Action = {
    id: 'scep.device-register',
    label: t('device.register'),
    icon: Add,
    run: () => {
      setRegistering(true)
    }
  }
  return (
    <>
      {mayEdit && (pages.page?.rows.length ?? 0) > 0 && (
        <Box>
          <ActionButton action={register} size="small" />
        </Box>
      )}
      <DataTable
        label={t('tab.registered')}
        columns={columns}
        pages={pages}
        onPeek={() => undefined}
        onOpen={() => undefined}
        empty={
          <EmptyState
            icon={Devices}
            title={t('device.empty.title')}
            text={t('device.empty.text')}
            action={mayEdit ? register : undefined}
          />
        }
      />
      {registering && (
        <Register
          service={service}
          onClose={() => {
            setRegistering(false)
          }}
        />
      )}
      {renewing !== null && (
        <SecretDialogs
          service={service}
          device={renewing.identifier}
          onClose={() => {
            setRenewing(null)
          }}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('device.removal.title', { name: removing?.identifier ?? '' })}
        consequence={t('device.removal.consequence')}
        confirmLabel={t('device.remove')}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setRemoving(null)
        }}
        onConfirm={() => {
          remove.mutate(
            { id: removing?.id ?? 0 },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('device.removal.done', { name: removing?.identifier ?? '' }) })
                setRemoving(null)
              }
            }
          )
        }}
      />
    </>
  )
}

const schema = boundFieldsSchema.extend({ ...scepDeviceFacts, validity: validityField })

function Register({ service, onClose }: TabProps & { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('scep')
  const register = useCommand('scep.device-register')
  const [made, setMade] = useState<Output<'scep.device-register'> | null>(null)
  const form = useSchemaForm(schema, {
    identifier: '',
    manufacturer: '',
    type: '',
    model: '',
    description: '',
    names: [],
    commonName: '',
    organization: '',
    validity: ''
  })
  if (made !== null) return <SecretOnce service={service} made={made} onKept={onClose} />
  return (
    <FormDialog
      title={t('device.register')}
      lead={t('device.formLead')}
      form={form}
      error={register.error}
      busy={register.isPending}
      action={t('device.confirm')}
      onClose={onClose}
      onSubmit={({ commonName, organization, names, validity, ...facts }) => {
        register.mutate(
          {
            service: service.id,
            ...facts,
            names: names.map(typedName),
            subject: subjectOf({ commonName, organization }),
            ...chosenValidity(validity)
          },
          { onSuccess: setMade }
        )
      }}
    >
      <TextInput
        name="identifier"
        label={t('device.identifier')}
        help={t('device.identifierHelp')}
        required
        autoFocus
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
        <TextInput name="manufacturer" label={t('device.manufacturer')} />
        <TextInput name="model" label={t('device.model')} />
      </Box>
      <BoundFields />
      <ValidityInput profileId={service.profileId} />
    </FormDialog>
  )
}

function deviceColumns(
  t: TFunction<'scep'>,
  locale: string,
  actions: (row: ScepDevice) => readonly Action[]
): GridColDef<ScepDevice>[] {
  return [
    {
      field: 'identifier',
      headerName: t('device.identifier'),
      flex: 1,
      minWidth: 160,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TextCell text={row.identifier} />
    },
    {
      field: 'model',
      headerName: t('device.model'),
      flex: 1,
      minWidth: 140,
      valueGetter: (_, { manufacturer, model }) => [manufacturer, model].filter((part) => part !== '').join(' '),
      renderCell: ({ value }) => <TextCell text={String(value)} />
    },
    {
      field: 'names',
      headerName: t('secret.for'),
      flex: 1,
      minWidth: 160,
      valueGetter: (_, { names, subject }) =>
        [...subject.map(({ type, value }) => `${type}=${value}`), ...names.map(({ value }) => value)].join(', '),
      renderCell: ({ value }) => <TextCell text={value === '' ? t('secret.anything') : String(value)} />
    },
    {
      field: 'validity',
      headerName: t('device-services:validity.label'),
      width: 170,
      valueFormatter: (value: ScepDevice['validity']) =>
        value === null ? t('device-services:validity.profile') : durationIn(value, locale)
    },
    {
      field: 'lastSeenAt',
      headerName: t('device-services:device.lastSeen'),
      type: 'dateTime',
      width: 160,
      valueGetter: (_, { lastSeenAt }) => (lastSeenAt === null ? null : new Date(lastSeenAt)),
      renderCell: ({ row }) =>
        row.lastSeenAt === null ? t('device-services:device.never') : <TimeText at={row.lastSeenAt} short />
    },
    {
      field: 'menu',
      headerName: '',
      width: 60,
      sortable: false,
      renderCell: ({ row }) => (
        <ActionMenu small label={t('device-services:action.more', { name: row.identifier })} actions={actions(row)} />
      )
    }
  ]
}
