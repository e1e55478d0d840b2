package org.africai.server.boot;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How requests reach routes, and which bodies routes may read and write as values: JSON, text and
/// bytes. XML is read by our own parser only.
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class WebMvcWiring implements WebMvcConfigurer {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NUMBER_DIGITS = 100;
    private static final int MAX_TEXT_CHARACTERS = 16 << 20;
    private static final int MAX_NAME_CHARACTERS = 1_024;
    private static final long MAX_JSON_CHARACTERS = 16L << 20;

    /// JSON as everything here reads it: shallow, of limited length, no key twice, no field that
    /// nobody expects.
    @Bean
    static JsonMapper jsonMapper() {
        var limits =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_DIGITS)
                        .maxStringLength(MAX_TEXT_CHARACTERS)
                        .maxNameLength(MAX_NAME_CHARACTERS)
                        .maxDocumentLength(MAX_JSON_CHARACTERS)
                        .build();
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        var text = new StringHttpMessageConverter(StandardCharsets.UTF_8);
        text.setWriteAcceptCharset(false);
        converters
                .disableDefaults()
                .addCustomConverter(new ByteArrayHttpMessageConverter())
                .withStringConverter(text)
                .withJsonConverter(new JacksonJsonHttpMessageConverter(jsonMapper()));
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.defaultContentType(org.springframework.http.MediaType.APPLICATION_JSON);
    }

    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer async) {
        var executor = new SimpleAsyncTaskExecutor("stream-");
        executor.setVirtualThreads(true);
        async.setTaskExecutor(executor);
        async.setDefaultTimeout(-1);
    }
}
