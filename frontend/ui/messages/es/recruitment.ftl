# Work lists, workers, registration, imports.

work-title = { $count ->
    [0] Hoy no hay nada pendiente
    [one] Hoy le espera un asunto
    [10001] Hoy le esperan más de 10 000 asuntos
    *[other] Hoy le esperan { $count } asuntos
    }
work-register = Registrar a un trabajador
work-import = Importar una lista
work-list = Pendiente y vencido
work-empty = No hay nada pendiente. Buen trabajo.
work-worker = Trabajador
work-journey = Recorrido
work-next = Qué sigue
work-held = A cargo de
work-due = Plazo
work-you = Usted
workers-title = Trabajadores
workers-none = No se encontró a nadie. Pruebe con parte del nombre o el número.
workers-empty = Aún no hay trabajadores. Registre al primero.
workers-no-case = sin expediente
field-q = Buscar
hint-q = Nombre, número, documento, teléfono
list-search = Mostrar
list-export = Descargar en CSV
register-title = Registrar a un trabajador
register-do = Registrar
register-read = Leer las líneas
register-person = Persona
register-document = Documento de identidad
register-contact = Contacto e idioma
register-journey = Recorrido
register-consent = Consentimiento
register-consent-text = Lea cada frase a la persona. Marque solo lo que acepte.
register-duplicates = Puede ser alguien ya registrado
register-duplicates-text = Revise cada registro antes de seguir.
register-another-person = He revisado: es otra persona.
field-mrz = Líneas al pie del pasaporte
hint-mrz = Escriba o pegue ambas líneas: llenan el formulario y se comprueban.
mrz-good = Todos los dígitos de control coinciden.
field-surname = Apellidos
hint-surname = Como en el pasaporte, o el único nombre
field-given-names = Nombres
hint-given-names = Déjelo vacío si tiene un solo nombre
field-own-script-name = Nombre en su propia escritura
field-parent-name = Nombre del padre o de la madre
field-sex = Sexo
field-born = Fecha de nacimiento
hint-born = Lo que se sepa; basta el año.
field-nationality = Nacionalidad
field-document-kind = Tipo de documento
field-document-number = Número del documento
field-document-issuer = Emitido por
field-document-expires = Válido hasta
field-phone = Teléfono
hint-phone = Con código de país, como +502 5555 0101
field-address = Calle y número
field-district = Distrito
field-postcode = Código postal
field-language = Idioma de los documentos
hint-language = El idioma que la persona lee mejor
field-programme = Programa
worker-number = Trabajador
worker-journeys = Recorridos
worker-no-journey = Aún no hay recorrido. Se abre un expediente cuando consten consentimiento e identidad.
worker-no-document = Aún no hay documento de identidad.
worker-access = Acceso del propio trabajador
worker-access-text = Un código nuevo anula el PIN anterior. Entréguelo en persona.
worker-new-code = Emitir un código nuevo
worker-own-word-look = Abrir el expediente y confirmar
consent-given = dado
consent-not-given = no dado
import-title = Importar una lista de trabajadores
import-text = No se guarda nada hasta que vea qué ocurriría.
field-file = Archivo
hint-file = CSV (UTF-8), máximo 10 MB, nombres de columnas en la primera fila
import-upload = Subir y revisar
import-earlier = Importaciones anteriores
import-mapping = ¿Qué contiene cada columna?
import-column = Columna
import-values = Algunos valores
import-field = Es el campo
import-leave-out = Omitir
import-dry = Probar sin guardar
import-dry-text = El siguiente paso solo prueba: aún no se guarda nada.
import-dry-title = Qué ocurriría
import-done-title = Qué ocurrió
import-running = { $done } de { $all } filas listas. Puede salir y volver.
import-look-again = Actualizar
import-created = { $count ->
    [one] trabajador creado
    *[other] trabajadores creados
    }
import-duplicates = { $count ->
    [one] posible duplicado
    *[other] posibles duplicados
    }
import-refused = { $count ->
    [one] fila rechazada
    *[other] filas rechazadas
    }
import-run = { $count ->
    [one] Crear { $count } trabajador
    *[other] Crear { $count } trabajadores
    }
import-download = Descargar el informe
import-rows = Filas por revisar
import-line = Línea
import-outcome = Resultado
import-why = Por qué
import-row-created = creada
import-row-duplicate = posible duplicado
import-row-refused = rechazada
import-same-as-line = línea { $line } de este archivo
