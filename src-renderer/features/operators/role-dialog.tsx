import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { permission, type Permission } from '../../../src-shared/model/permission.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { permissionAreas } from './permission-areas.ts'
import type { RoleView } from './roles-tab.tsx'

/** A role of your own: its name and what it may do. */
export function RoleDialog(props: { readonly role: RoleView | null; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('operators')
  const { role, onClose } = props
  const toast = useToast()
  const save = useCommand('role.save')
  const schema = useMemo(
    () =>
      z.object({
        name: objectName,
        label: z.string().min(1, t('role.labelMissing')).max(100),
        permissions: z.array(permission).min(1, t('role.permissionsMissing'))
      }),
    [t]
  )
  const form = useSchemaForm(schema, {
    name: role?.name ?? '',
    label: role?.label ?? '',
    permissions: role?.permissions ?? []
  })
  return (
    <FormDialog
      wide
      title={role === null ? t('role.create') : t('role.editTitle', { name: role.label })}
      form={form}
      operation="role.save"
      error={save.error}
      busy={save.isPending}
      action={t('role.save')}
      onClose={onClose}
      onSubmit={(values) => {
        save.mutate(values, {
          onSuccess: () => {
            toast({ tone: 'success', text: t('role.saved', { name: values.label }) })
            onClose()
          }
        })
      }}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, pt: 1 }}>
        <TextInput name="label" label={t('role.label')} required autoFocus />
        <TextInput name="name" label={t('role.name')} help={t('role.nameHelp')} required disabled={role !== null} />
      </Box>
      <PermissionPicker />
    </FormDialog>
  )
}

/** Permissions by area, each area with a box for the whole of it. */
function PermissionPicker(): ReactElement {
  const { t } = useTranslation('operators')
  const { field, fieldState } = useController<{ permissions: Permission[] }, 'permissions'>({ name: 'permissions' })
  const chosen = new Set(field.value)
  const set = (list: readonly Permission[], on: boolean): void => {
    const next = new Set(chosen)
    for (const each of list) {
      if (on) next.add(each)
      else next.delete(each)
    }
    field.onChange([...next])
  }
  return (
    <Box role="group" aria-label={t('column.permissions')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 3 }}>
        {permissionAreas().map(({ area, permissions: list }) => {
          const has = list.filter((each) => chosen.has(each)).length
          return (
            <Box key={area} role="group" aria-label={t(`area.${area}`)}>
              <FormControlLabel
                control={
                  <Checkbox
                    size="small"
                    checked={has === list.length}
                    indeterminate={has > 0 && has < list.length}
                    onChange={(_, on) => {
                      set(list, on)
                    }}
                  />
                }
                label={t(`area.${area}`)}
                slotProps={{ typography: { sx: { fontWeight: 600 } } }}
              />
              {list.map((each) => (
                <FormControlLabel
                  key={each}
                  sx={{ display: 'flex', pl: 4 }}
                  control={
                    <Checkbox
                      size="small"
                      sx={{ py: 0.5 }}
                      checked={chosen.has(each)}
                      onChange={(_, on) => {
                        set([each], on)
                      }}
                    />
                  }
                  label={t(`verb.${each.split('.')[1] ?? ''}`)}
                  slotProps={{ typography: { variant: 'body2' } }}
                />
              ))}
            </Box>
          )
        })}
      </Box>
      {fieldState.error !== undefined && <FormHelperText error>{fieldState.error.message}</FormHelperText>}
      <Typography variant="caption" color="text.secondary">
        {t('role.pickerNote')}
      </Typography>
    </Box>
  )
}
