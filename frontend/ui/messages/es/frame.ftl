# The frame of every page, and what all lists and forms share.

frame-skip = Ir al contenido
frame-demo = Demostración: todas las personas son inventadas.
frame-search = Buscar
frame-search-hint = Nombre o número
frame-sign-out = Cerrar sesión
frame-language = Idioma
frame-about = Sojourn: del registro al regreso
frame-unread = 
    Mensajes: { $count ->
    [one] { $count } nuevo
    *[other] { $count } nuevos
    }
nav-label = Principal
nav-work = Trabajo
nav-workers = Trabajadores
nav-cases = Expedientes
nav-approvals = Aprobaciones
nav-import = Importar
nav-sessions = Sesiones
nav-orders = Pedidos
nav-pool = Buscar trabajadores
nav-journey = Mi camino
nav-inbox = Mensajes
nav-help = Pedir ayuda
nav-account = Cuenta y dispositivos

## Dates

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
date-long = { $day } de { $month } de { $year }
date-time = { $date }, { $time } UTC
date-weekday = { $weekday } { $date }

## Lists

due-over = { $days ->
    [one] { $days } día de atraso
    *[other] { $days } días de atraso
    }
due-today = hoy
due-in = { $days ->
    [one] mañana
    *[other] en { $days } días
    }
pager-label = Páginas
pager-first = Volver al inicio
pager-next = Página siguiente

## Forms

form-optional = opcional
form-choose = Elegir
form-day = Día
form-month = Mes
form-year = Año
form-errors = { $count ->
    [one] Hay una cosa por corregir
    *[other] Hay { $count } cosas por corregir
    }

## The journey

journey-title = Recorrido
journey-dots = { $state }: etapa { $stage } de 5
journey-since = { $state }, desde el { $date }
journey-done = hecho
journey-now = ahora
journey-ahead = por venir

## Moves

moves-none = Por ahora no tiene nada que hacer en este expediente.
moves-back = Terminar o deshacer
moves-waits = espera a otra persona
moves-waits-confirm = por confirmar
moves-waits-office = su oficina debe confirmar
moves-tell-office = Decírselo a mi oficina
moves-missing = { $count ->
    [one] falta { $count }
    *[other] faltan { $count }
    }
moves-mend = Resolver
moves-propose = Proponer: { $move }
moves-approve = Aprobar: { $move }
moves-fill = Indicar los detalles
form-error-at = { $label }: { $error }
check-met = cumplido
check-unverified = sin verificar
check-missing = falta
requirement-verify = Verificar
field-reason = Motivo
hint-reason = Se guarda en el expediente. Escriba solo lo necesario.
field-evidence = Prueba
hint-evidence = Número del documento o dónde se guarda.
field-on = Qué día
field-pin = PIN del trabajador
field-record = Cuál
field-comparison = Contrato a la llegada, comparado con el firmado
field-fault = De quién fue la falta
field-return-kind = Tipo de regreso
field-outcome = Resultado
field-to = Nuevo estado
flash-other = Hecho.
flash-saved = Guardado.
flash-moved = Hecho: el expediente avanzó.
flash-signed = Firmado. El caso avanza cuando haya firmado la última parte.
flash-proposed = Propuesto. Ahora decide otra persona.
flash-registered = Registrado. Se está preparando la ficha.
flash-verified = Verificado.
flash-invited = Invitación enviada.
flash-sent = Enviado.
flash-signed-out = Ha cerrado la sesión.
flash-signed-out-everywhere = Se cerró la sesión en los demás dispositivos.
flash-password-changed = Su contraseña ha cambiado. Inicie sesión con ella.
moves-refused = Aún no se hizo: { $move }
moves-refused-text = { $count ->
    [one] Falta una cosa. Lo que escribió se conserva.
   *[other] Faltan { $count } cosas. Lo que escribió se conserva.
}
